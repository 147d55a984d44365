import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// a specialist holds seats for an inquiry in two clicks, and confirms them
tours.add("ais_hold_and_confirm", {
    steps: () => [
        { trigger: "button[name=action_ais_hold_seats]", run: "click" },
        { trigger: ".modal [name=seats] input:value(3)" },
        { trigger: ".modal .modal-footer button[name=action_hold]", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current[data-value=hold]" },
        { trigger: "button[name=action_confirm]", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current[data-value=confirmed]" },
    ],
});

// the group is full: the same window offers the waiting list
tours.add("ais_join_the_waiting_list", {
    steps: () => [
        { trigger: "button[name=action_ais_hold_seats]", run: "click" },
        { trigger: ".modal .alert-warning" },
        { trigger: ".modal .modal-footer:not(:has(button[name=action_hold]))" },
        { trigger: ".modal .modal-footer button[name=action_waitlist]", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current[data-value=waitlist]" },
    ],
});

// the head decides from the board that a group runs below its minimum
tours.add("ais_decide_on_a_group", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(ТУР-РЕШЕНИЕ)", run: "click" },
        { trigger: "button[name=action_open_decision]", run: "click" },
        { trigger: ".modal [name=decision] input[data-value=run]", run: "click" },
        { trigger: ".modal [name=reason] input, .modal [name=reason] textarea", run: "edit Ждём ещё двоих" },
        { trigger: ".modal .modal-footer button[name=action_decide]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view [data-value=guaranteed].o_arrow_button_current" },
    ],
});

// the enrolment report says how many groups it has found before it is printed
tours.add("ais_enrolment_report", {
    steps: () => [
        { trigger: ".o_menu_sections [data-menu-xmlid='ais_sales.ais_menu_reports']", run: "click" },
        { trigger: "[data-menu-xmlid='ais_sales.ais_enrolment_report_menu']", run: "click" },
        { trigger: ".modal [name=group_count]:not(:contains(/^0$/))" },
        { trigger: ".modal [name=has_open] input:checked" },
        { trigger: ".modal .modal-footer button[name=action_show_groups]", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
    ],
});
