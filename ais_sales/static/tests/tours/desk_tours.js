import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const block = (key) => `.o_ais_desk .o_ais_block_${key}`;
const row = (key, words) => `${block(key)} .o_ais_desk_row:contains(${words})`;
const without = (key, words) => `${block(key)}:not(:has(.o_ais_desk_row:contains(${words})))`;

/** Whoever works with the keyboard is at this row, and at this control of it. */
const isAt = (key, words, control) => () => {
    const at = document.activeElement;
    const place = at.closest(block(key))?.querySelector(".o_ais_desk_row:focus-within");
    if (!place?.textContent.includes(words) || !at.matches(control)) {
        throw new Error(`the focus is at ${at.outerHTML.slice(0, 200)}`);
    }
};

// the specialist begins the day on the desk: one client is reached, one inquiry is answered
tours.add("ais_specialist_desk", {
    steps: () => [
        { trigger: `${row("contacts", "Осенний набор")} button[name=action_reached]`, run: "click" },
        { trigger: without("contacts", "Осенний набор") },
        {
            trigger: `${row("clocks", "Спросили")} button[name=action_ais_log_contact]`,
            run: "click",
        },
        { trigger: ".modal [name=note] textarea", run: "edit Ждут программу курса" },
        { trigger: ".modal .modal-footer button[name=action_log]", run: "click" },
        { trigger: `body:not(:has(.modal)) .o_ais_desk_grid[aria-busy=false] .o_ais_block_clocks` },
        // the whole list stands behind the block, and the way back leads to the desk
        { trigger: `${block("clocks")} .card-header .btn-link`, run: "click" },
        { trigger: ".o_list_view .o_data_row:contains(Спросили)" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: row("clocks", "Спросили") },
    ],
});

// without the mouse: from a row's button to the next row, and back from a record to its row
tours.add("ais_desk_by_keyboard", {
    steps: () => [
        {
            trigger: `${row("contacts", "Осенний набор 1")} button[name=action_reached]`,
            run() {
                this.anchor.focus();
            },
        },
        {
            trigger: `${row("contacts", "Осенний набор 1")} button[name=action_reached]`,
            run: "press Enter",
        },
        {
            trigger: without("contacts", "Осенний набор 1"),
            run: isAt("contacts", "Осенний набор 0", "button[name=action_reached]"),
        },
        { trigger: ".o_ais_desk:has([role=status]:not(:empty))" },
        {
            trigger: `${row("clocks", "Обучить 1")} .o_ais_desk_open`,
            run() {
                this.anchor.focus();
            },
        },
        { trigger: `${row("clocks", "Обучить 1")} .o_ais_desk_open`, run: "press Enter" },
        { trigger: ".o_form_view button[name=action_ais_log_contact]" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: row("clocks", "Обучить 1"), run: isAt("clocks", "Обучить 1", ".o_ais_desk_open") },
    ],
});

// the head opens what waits for a decision, comes back, and gives out an inquiry
tours.add("ais_head_desk", {
    steps: () => [
        { trigger: `${row("decisions", "Ромашка")} .o_ais_desk_open`, run: "click" },
        { trigger: ".o_form_view button[name=action_approve]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=approved]" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: without("decisions", "Ромашка") },
        {
            trigger: `${row("unassigned", "Ничей запрос")} button[name=action_ais_distribute]`,
            run: "click",
        },
        { trigger: without("unassigned", "Ничей запрос") },
        // the figure of a person opens the records behind it
        { trigger: `${block("people")} tbody button:contains(1):first`, run: "click" },
        { trigger: ".o_list_view .o_data_row" },
    ],
});

// the director goes from a figure to its records, and looks at one employee
tours.add("ais_director_desk", {
    steps: () => [
        { trigger: `${block("clauses")} .o_ais_clause:contains(2.4) .o_ais_measure:first`, run: "click" },
        { trigger: ".o_list_view, .o_view_nocontent, .o_pivot_view, .o_graph_view" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: `${block("funnel")} canvas` },
        { trigger: ".o_ais_desk_scope", run: "selectByLabel ais_specialist (ais_sales.group_specialist)" },
        { trigger: ".o_ais_desk_grid[aria-busy=false] canvas" },
        // only the clauses that are in a bad way
        { trigger: `${block("clauses")} [role=group] button:eq(1)`, run: "click" },
        { trigger: `${block("clauses")} [role=group] button.active:eq(0)[aria-pressed=true]` },
    ],
});
