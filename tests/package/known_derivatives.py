"""A point, and functions of it whose derivatives are known: one scalar, two vectors."""

import numpy as np

AT = np.array([1.3, 0.7, -2.1])
A = np.array([[0.9, -1.7, 0.4], [-0.3, 0.6, -0.8]])  # a layer of two outputs and three inputs
B = np.array([[0.9, -1.7, 0.4], [2.3, 0.6, -0.8], [-0.5, 1.2, 3.1]])


def scalar(v):
    return 3 * v[0] ** 2 * v[1] + np.sin(v[2])


def gradient_of_scalar(v):
    return np.array([[6 * v[0] * v[1], 3 * v[0] ** 2, np.cos(v[2])]])


def layer(v):
    return np.tanh(A @ v)


def jacobian_of_layer(v):
    return (1 - np.tanh(A @ v) ** 2)[:, None] * A


def square(v):
    return B @ v**2


def jacobian_of_square(v):
    return 2 * B * v
