import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// a proposal leaves the inquiry in two clicks
tours.add("ais_send_a_proposal", {
    steps: () => [
        { trigger: "button[name=action_ais_send_offer]", run: "click" },
        { trigger: ".modal .o_mail_composer_form_view, .modal .o_mail_composer_form" },
        { trigger: ".modal [name=attachment_ids]:contains(Коммерческое предложение)" },
        { trigger: ".modal footer button.o_mail_send, .modal footer button[name=action_send_mail]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});

// the order is confirmed, its seats and its invoice follow
tours.add("ais_confirm_an_order", {
    steps: () => [
        { trigger: "[name=order_line] .o_data_row" },
        { trigger: "button[name=action_confirm]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=sale]" },
        { trigger: "button[name=action_view_ais_bookings]" },
        { trigger: "button[name=action_view_invoice]" },
    ],
});

// the head approves a discount
tours.add("ais_approve_a_discount", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell[name=partner_id]", run: "click" },
        { trigger: "button[name=action_approve]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=approved]" },
    ],
});

// one click accepts the proposal of the queue
tours.add("ais_accept_a_payment", {
    steps: () => [
        { trigger: ".o_data_row button[name=action_accept]", run: "click" },
        { trigger: "body:not(:has(.o_data_row button[name=action_accept]))" },
    ],
});

// a debtor has promised: one click, the date, saved
tours.add("ais_note_a_promise", {
    steps: () => [
        { trigger: ".o_data_row button[name=action_note_promise]", run: "click" },
        { trigger: ".modal [name=promise_date]" },
        { trigger: ".modal .modal-footer button.btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_list_view" },
    ],
});
