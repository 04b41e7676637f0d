"""Each figure's own lesson: what lights up with what, what buttons do, what it says where nothing is defined."""

import numpy as np
import pytest
import sympy as sp
from browser import drawn
from playwright.sync_api import expect

import mcalc_helpers.interactive as figures

from .gallery import GALLERY, SAMPLES, agree, written

x, y = sp.symbols("x y")


def lit(page, selector):
    """How many elements of a kind are lit, after the frame that lights them."""
    drawn(page)
    return page.locator(f"{selector}.mc-lit").count()


def test_an_entry_of_the_gradient_lights_its_slice_and_its_arrow(open_page):
    page = open_page([GALLERY["gradient"].make()])
    entry = page.get_by_label("partial derivative of f with respect to y")
    entry.hover()
    assert lit(page, 'svg [data-link="d1"]') == 2
    assert lit(page, 'svg [data-link="d0"]') == 0
    page.mouse.move(5, 5)
    assert lit(page, "svg [data-link]") == 0


def test_a_slice_lights_its_entry(open_page):
    page = open_page([GALLERY["gradient"].make()])
    page.locator('svg g.mc-linked[data-link="d0"]').last.hover()
    assert lit(page, 'button[data-link="d0"]') == 1


def test_an_entry_can_be_pinned_by_a_press_and_by_a_key(open_page):
    page = open_page([GALLERY["gradient"].make()])
    entry = page.get_by_label("partial derivative of f with respect to x")
    entry.click()
    page.mouse.move(5, 5)
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.evaluate("entry => entry.blur()")
    assert lit(page, 'svg [data-link="d0"]') == 2
    entry.focus()
    page.keyboard.press("Enter")
    expect(entry).to_have_attribute("aria-pressed", "false")


def test_a_pinned_entry_stays_lit_while_the_point_moves(open_page):
    page = open_page([GALLERY["gradient"].make()])
    page.get_by_label("partial derivative of f with respect to x").click()
    page.locator(".mc-handle").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".mc-handle").evaluate("handle => handle.blur()")
    page.mouse.move(5, 5)
    assert lit(page, 'svg [data-link="d0"]') == 2


def test_an_entry_of_the_jacobian_lights_its_leg_of_the_parallelogram(open_page):
    page = open_page([GALLERY["planeMap"].make()])
    page.locator("button.mc-cell").nth(1).hover()  # row 1, column 2
    assert lit(page, 'svg [data-link="e01"]') == 1
    assert lit(page, 'svg [data-link~="e01"]') == 2  # and the column's arrow
    assert lit(page, 'svg [data-link="e10"]') == 0


def test_a_cell_of_the_heat_map_lights_its_bars(open_page):
    page = open_page([GALLERY["elementWise"].make()])
    page.get_by_label("row 2, column 2: 2.00").focus()
    assert lit(page, 'svg g.mc-linked[data-link="w1"]') == 1
    assert lit(page, 'svg g.mc-linked[data-link="y1"]') == 1
    assert lit(page, 'svg g.mc-linked[data-link="w0"]') == 0


def test_a_heat_map_cell_is_pinned_by_the_space_bar(open_page):
    page = open_page([GALLERY["elementWise"].make()])
    cell = page.get_by_label("row 2, column 2: 2.00")
    cell.focus()
    page.keyboard.press("Space")
    expect(cell).to_have_attribute("aria-pressed", "true")


def test_a_path_lights_its_edges(open_page):
    page = open_page([GALLERY["totalDerivative"].make()])
    page.get_by_label("path 1").hover()
    assert lit(page, 'svg g[data-link="p0"]:not([data-pin])') == 1
    assert lit(page, 'svg g[data-link="p0 p1"]') == 1
    assert lit(page, 'svg g[data-link="p1"]') == 0


def test_an_entry_by_the_weights_lights_a_coordinate_of_the_input(open_page):
    page = open_page([GALLERY["activation"].make()])
    page.get_by_label("derivative by w2").hover()
    assert lit(page, 'svg [data-link="bw1"]') == 1
    assert lit(page, 'svg [data-link="bw0"]') == 0


def test_an_entry_of_the_product_shows_its_row_and_column(open_page):
    figure = GALLERY["jacobianProduct"].make()
    page = open_page([figure])
    page.get_by_label("entry row 2, column 1").hover()
    expect(page.locator('[data-name="entry"]')).to_have_text(written(figure.product[1, 0]))


def test_swapping_the_factors_says_when_they_do_not_fit(open_page):
    g1, g2 = sp.symbols("g1 g2")
    page = open_page([figures.JacobianProduct([sp.log(g1), sp.sin(g2)], [x**2, 3 * x], at=[2])])
    page.get_by_role("button", name="inner · outer").click()
    expect(page.locator(".mc-readout")).to_contain_text("the inner sizes 1 and 2 differ")
    expect(page.locator(".mc-readout")).to_contain_text("Swapped, the factors do not even fit.")


def test_swapping_square_factors_gives_another_matrix(open_page):
    page = open_page([GALLERY["jacobianProduct"].make()])
    page.get_by_role("button", name="inner · outer").click()
    expect(page.locator(".mc-readout")).to_contain_text("the product exists but is not the derivative")


def test_moving_one_weight_names_the_one_output_that_follows(open_page):
    page = open_page([GALLERY["elementWise"].make()])
    page.get_by_label("w3", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The last move of w changed y₃ alone.")
    page.get_by_role("button", name="running sum").click()
    page.get_by_label("w3", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The last move of w changed y₃, y₄.")


def test_a_move_of_a_softmax_changes_every_output_by_however_little(open_page):
    page = open_page([figures.ElementWise("softmax", w=(3, 3, -3), x=(3, 3, -3))])
    page.get_by_label("w3", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The last move of w changed y₁, y₂, y₃.")
    assert "≈0" in page.locator(".mc-heat text").all_text_contents()


def test_a_bar_that_can_go_no_further_says_so(open_page):
    page = open_page([figures.ElementWise("times", w=(2.9, 1), x=(1, 1))])
    page.get_by_label("w1", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The last move of w changed y₁ alone.")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The bar is at its end.")


def test_the_heat_map_shows_pythons_jacobian_for_every_operation(open_page):
    figure = figures.ElementWise()
    page = open_page([figure])
    for name in [bound.name for bound in figure.bounds["operator"]]:
        page.evaluate(f"document.querySelector('figure').state.set({{ operator: {name!r} }})")
        figure.operator = name
        for wrt in "wx":
            page.evaluate(f"document.querySelector('figure').state.set({{ wrt: {wrt!r} }})")
            figure.wrt = wrt
            drawn(page)
            texts = page.locator(".mc-heat text").all_text_contents()
            assert all(agree(t, v) for t, v in zip(texts, figure.jacobian.ravel(), strict=True)), (name, wrt)


def test_the_last_move_of_a_bar_tells_the_change_of_the_sum(open_page):
    figure = figures.SumReduction("multiple", x=(1, 2))
    page = open_page([figure])
    page.get_by_label("x1", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".mc-readout")).to_contain_text("The last move changed y by 0.20.")


def test_a_chain_steps_forward_and_backward(open_page):
    figure = figures.ChainGraph(sp.sin(x**2), at=1)
    page = open_page([figure])
    page.get_by_role("button", name="Step").click()
    expect(page.locator('[data-name="product"]')).to_have_text("2.00")
    page.get_by_role("button", name="backward").click()
    page.get_by_role("button", name="Step").click()
    expect(page.locator('[data-name="product"]')).to_have_text(written(np.cos(1)))
    page.get_by_role("button", name="Step").click()
    expect(page.locator('[data-name="product"]')).to_have_text(written(2 * np.cos(1)))
    expect(page.get_by_role("button", name="Step")).to_be_disabled()
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".mc-readout")).to_contain_text("Press Step")


def test_halving_h_brings_the_secant_to_the_tangent(open_page):
    figure = figures.Secant(x**2, at=1, h=1)
    page = open_page([figure])
    for _ in range(12):
        page.get_by_role("button", name="Halve h").click()
    expect(page.locator('[data-name="quotient"]')).to_have_text(written(2 + 2**-12, 4))
    page.evaluate("document.querySelector('figure').state.set({ h: 0 })")
    expect(page.locator('[data-name="quotient"]')).to_have_text("—")
    expect(page.locator(".mc-note")).to_contain_text("0/0")


def descent_state(page):
    return page.evaluate("document.querySelector('figure').state.get()")


def test_a_descent_plays_and_pauses(open_page):
    page = open_page([figures.Descent.of_neuron(*SAMPLES, start=(-0.5, 2), rate=0.1)])
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => document.querySelector('figure').state.get().steps >= 3")
    page.get_by_role("button", name="Pause").click()
    stopped = descent_state(page)["steps"]
    page.wait_for_timeout(500)
    assert descent_state(page)["steps"] == stopped
    page.get_by_role("button", name="Reset").click()
    assert descent_state(page)["steps"] == 0


def test_a_descent_that_lands_on_the_plain_says_so(open_page):
    page = open_page([figures.Descent.of_neuron([1, 2], [1, 3], start=(1, 0), rate=2, steps=3)])
    expect(page.locator(".mc-note")).to_have_text("The gradient is zero here: nothing moves any more.")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".mc-note")).to_have_text("")


def test_a_descent_that_diverges_says_so(open_page):
    page = open_page([figures.Descent(x**2 + 3 * y**2, start=(1, 1), rate=1.5)])
    page.evaluate("document.querySelector('figure').state.set({ steps: 12 })")
    expect(page.locator(".mc-note")).to_contain_text("has diverged")
    expect(page.get_by_role("button", name="Step")).to_be_disabled()
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".mc-note")).to_have_text("")


def test_with_reduced_motion_a_play_is_a_jump(open_page):
    page = open_page([figures.Descent(x**2 + y**2, start=(1, 1), rate=0.1)], reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    assert descent_state(page)["steps"] == 10
    page.wait_for_timeout(500)
    assert descent_state(page)["steps"] == 10


@pytest.mark.parametrize(
    ("figure", "state", "words"),
    [
        (lambda: figures.Gradient(sp.log(x) * y, at=(1, 1)), {"point": [-1, 1]}, "undefined"),
        (lambda: figures.Gradient(1 / (x * y), at=(1, 1)), {"point": [0, 1]}, "undefined"),
        (lambda: figures.PlaneMap([sp.sqrt(x), y / x], at=(1, 1)), {"point": [-0.3, 1]}, "undefined"),
        (lambda: figures.Secant(sp.sqrt(x), at=1, h=1), {"point": -1, "h": 0.5}, "undefined"),
        (lambda: figures.Secant(sp.log(x), at=1, h=1), {"h": -1.5}, "no secant"),
        (lambda: figures.Neuron(activation=sp.log(x)), {"b": -3}, "undefined"),
        (lambda: figures.ElementWise("divide"), {"x": [0, 1, 1, 1]}, "undefined"),
        (lambda: figures.ScalarExpansion(lambda v, s: v / s), {"z": 0}, "undefined"),
        (lambda: figures.SumReduction(sp.log(x)), {"x": [-1, 1, 1, 1]}, "undefined"),
        (lambda: figures.ChainGraph(sp.log(x**3)), {"point": 0}, "undefined"),
        (lambda: figures.TotalDerivative(x + 1 / x, at=1), {"point": 0}, "undefined"),
        (lambda: GALLERY["jacobianProduct"].make(), {"point": [0, 1]}, "undefined"),
        (lambda: figures.Activation(activation=sp.log(x)), {"point": [-3, -3]}, "undefined"),
        (lambda: figures.Gradient(sp.exp(sp.exp(x * 3)) + y, at=(0, 1)), {"point": [3, 1]}, "undefined"),
    ],
)
def test_where_a_function_is_undefined_a_sentence_says_so(open_page, figure, state, words):
    page = open_page([figure()])
    page.evaluate("state => document.querySelector('figure').state.set(state)", state)
    expect(page.locator(".mc-note")).to_contain_text(words)
    assert "—" in page.locator(".mc-root").inner_text()
    assert "NaN" not in page.locator("figure").inner_html()
    assert "Infinity" not in page.locator("figure").inner_html()


def test_a_finger_drags_a_point(open_page):
    page = open_page([GALLERY["gradient"].make()], width=390, has_touch=True, is_mobile=True)
    handle = page.locator(".mc-handle").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]},
        )

    scrolled = page.evaluate("scrollY")
    send("touchStart", at)
    for k in range(1, 6):
        send("touchMove", (at[0] + 8 * k, at[1] + 6 * k))
    send("touchEnd")
    page.wait_for_function("() => document.querySelector('figure').state.get().point[0] > 1.5")
    assert page.evaluate("scrollY") == scrolled


def test_a_pen_drags_a_point(open_page):
    page = open_page([GALLERY["gradient"].make()])
    box = page.locator(".mc-handle").first.bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    pen = page.context.new_cdp_session(page)

    def send(kind, px, py):
        pen.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                "x": px,
                "y": py,
                "button": "left",
                "buttons": 1,
                "clickCount": 1,
                "pointerType": "pen",
            },
        )

    send("mousePressed", *at)
    send("mouseMoved", at[0] + 40, at[1])
    send("mouseReleased", at[0] + 40, at[1])
    page.wait_for_function("() => document.querySelector('figure').state.get().point[0] > 1.5")
