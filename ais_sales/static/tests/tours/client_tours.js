import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// a client who is known is recognised while the card is typed
tours.add("ais_enter_a_known_client", {
    steps: () => [
        { trigger: ".modal [name=name] input, [name=name] input", run: "edit Ромашка ООО && press Tab" },
        { trigger: "[name=duplicate_note]:contains(Ромашка)" },
        { trigger: "[name=is_checked] input", run: "click" },
        { trigger: "button[name=action_enter]", run: "click" },
        { trigger: "body:not(:has(button[name=action_enter])) .o_form_view [name=ais_segment_id]" },
    ],
});

// the specialist opens the day: one client is reached, another does not answer
tours.add("ais_contacts_of_the_day", {
    steps: () => [
        { trigger: ".o_data_row:contains(Осенний набор) button[name=action_reached]", run: "click" },
        { trigger: ".o_list_view:not(:has(.o_data_row:contains(Осенний набор)))" },
        { trigger: ".o_data_row:contains(Договор) button[name=action_no_answer]", run: "click" },
        { trigger: ".o_view_nocontent, .o_list_view:not(:has(.o_data_row:contains(Договор)))" },
    ],
});

// the head approves a transfer that a specialist has asked for
tours.add("ais_approve_a_transfer", {
    steps: () => [
        { trigger: "[name=client_count]:contains(1)" },
        { trigger: "button[name=action_approve_shown]", run: "click" },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current[data-value=done]" },
    ],
});

// the head makes two cards of one client one
tours.add("ais_merge_duplicates", {
    steps: () => [
        { trigger: ".o_data_row:contains(Ромашка) button[name=action_merge]", run: "click" },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { trigger: ".o_view_nocontent, .o_list_view:not(:has(.o_data_row:contains(Ромашка)))" },
    ],
});

// answers given during the call become a need
tours.add("ais_fill_in_the_questionnaire", {
    steps: () => [
        { trigger: "button[name=action_ais_questionnaire]", run: "click" },
        { trigger: ".modal .o_data_row:contains(Кто решает) .o_data_cell[name=text]", run: "click" },
        { trigger: ".modal .o_data_row [name=text] :is(input, textarea)", run: "edit Директор" },
        { trigger: ".modal .modal-footer button[name=action_save]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
