import { onMounted, onPatched, useExternalListener } from "@odoo/owl";

const BLOCK = ".o_ais_desk_block";
const ROW = ".o_ais_desk_row";
const CONTROLS = "button, a[href], select, input";

/** Which control of the desk it is: its block, its row, and its place in the row. */
function placeOf(control) {
    const block = control.closest(BLOCK);
    const row = control.closest(ROW);
    const of = row || block;
    return {
        block: block.dataset.key,
        row: row && row.dataset.key,
        at: row && [...block.querySelectorAll(ROW)].indexOf(row),
        name: control.name || "",
        key: control.dataset.key,
        control: [...of.querySelectorAll(CONTROLS)].indexOf(control),
    };
}

/** The same control, or, when its row has gone, the one of the row that has taken its place. */
function find(root, place) {
    const block = root.querySelector(`${BLOCK}[data-key="${place.block}"]`);
    if (!block || place.row === null) {
        return (
            (place.key && block?.querySelector(`[data-key="${place.key}"]`)) ||
            block?.querySelectorAll(CONTROLS)[place.control] ||
            block
        );
    }
    const rows = [...block.querySelectorAll(ROW)];
    const row =
        rows.find((one) => one.dataset.key === place.row) ||
        rows[Math.min(place.at, rows.length - 1)];
    if (!row) {
        return block;
    }
    const controls = [...row.querySelectorAll(CONTROLS)];
    return (
        (place.name && controls.find((one) => one.name === place.name)) ||
        controls[place.control] ||
        controls[0]
    );
}

/**
 * The focus of a desk outlives its rows: whoever works through a block with the keyboard goes on
 * from row to row, and comes back from a record to the row that was opened.
 *
 * @param {{ el: HTMLElement }} root
 * @param {object} [place] where the focus was when the desk was left
 */
export function useDeskFocus(root, place) {
    const focus = {
        place,
        isAsked: Boolean(place),
        /** Whether it is in the desk now, and not in a window above it. */
        get isHere() {
            return Boolean(root.el && root.el.contains(document.activeElement));
        },
        /** Once the desk is drawn anew, put the focus where it was, unless it has gone elsewhere. */
        askBack() {
            focus.isAsked = true;
        },
    };
    const giveBack = () => {
        const isLost = document.activeElement === document.body;
        if (focus.isAsked && focus.place && isLost && root.el) {
            find(root.el, focus.place)?.focus();
        }
        focus.isAsked = false;
    };
    useExternalListener(window, "focusin", ({ target }) => {
        if (root.el?.contains(target) && target.matches(CONTROLS) && target.closest(BLOCK)) {
            focus.place = placeOf(target);
        }
    });
    onMounted(() => {
        giveBack();
        // the desk is what a key means next, not the menu above it
        if (document.activeElement === document.body) {
            root.el.querySelector(BLOCK)?.focus({ preventScroll: true });
        }
    });
    onPatched(giveBack);
    return focus;
}
