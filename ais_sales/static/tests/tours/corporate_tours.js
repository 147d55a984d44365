import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const cell = (row, column) =>
    `.o_ais_sheet tbody tr:not(.o_ais_client):eq(${row}) td[data-key]:eq(${column})`;

// the training office keeps the attendance of a group like a spreadsheet
tours.add("ais_keep_attendance", {
    steps: () => [
        { trigger: "button[name=action_open_sheet]", run: "click" },
        { trigger: cell(0, 0), run: "click" },
        // typed and left by Enter: the next person of the same day
        { trigger: `${cell(0, 0)} input`, run: "edit 3,5" },
        { trigger: `${cell(0, 0)} input`, run: "press Enter" },
        { trigger: `${cell(0, 0)}:contains(3,5)` },
        { trigger: `${cell(1, 0)} input`, run: "edit н" },
        { trigger: `${cell(1, 0)} input`, run: "press ArrowRight" },
        { trigger: `${cell(1, 0)}.o_ais_absent` },
        // no hours of a day: the cell is red, nothing is saved
        { trigger: `${cell(1, 1)} input`, run: "edit 30" },
        { trigger: `${cell(1, 1)} input`, run: "press Enter" },
        { trigger: `${cell(1, 1)}.o_ais_error` },
        { trigger: ".o_ais_attendance .alert-danger" },
        { trigger: cell(1, 1), run: "click" },
        { trigger: `${cell(1, 1)} input`, run: "clear" },
        { trigger: `${cell(1, 1)} input`, run: "press Enter" },
        { trigger: "body:not(:has(.o_ais_error))" },
        // a block from a spreadsheet, two days of two people
        { trigger: cell(0, 1), run: "click" },
        {
            trigger: `${cell(0, 1)} input`,
            run() {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", "4\t4\r\n2\tн\r\n");
                this.anchor.dispatchEvent(
                    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
                );
            },
        },
        { trigger: `${cell(1, 2)}.o_ais_absent` },
        // Escape forgets what is typed; the cell keeps the focus, and Enter opens it again
        { trigger: `${cell(0, 1)} input`, run: "edit 9" },
        { trigger: `${cell(0, 1)} input`, run: "press Escape" },
        {
            trigger: `${cell(0, 1)}:not(:has(input)):contains(4)`,
            run() {
                if (document.activeElement !== this.anchor) {
                    throw new Error("the cell has lost the focus");
                }
            },
        },
        { trigger: cell(0, 1), run: "press Enter" },
        { trigger: `${cell(0, 1)} input:value(4)` },
        // everybody else was there today
        { trigger: "th.o_ais_today .o_ais_fill_day", run: "click" },
        { trigger: `${cell(2, 4)}:contains(4)` },
        { trigger: "td.o_ais_result:eq(0)", run: "click" },
        { trigger: "td.o_ais_result:eq(0) select", run: "select passed" },
        // leaving asks before the changes are lost
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: ".modal .btn-primary", run: "click" },
        { trigger: ".o_view_controller:not(:has(.o_ais_sheet))" },
    ],
});

// on a phone a day can be filled in: the sums do not lie over it
tours.add("ais_attendance_on_a_phone", {
    steps: () => [
        {
            trigger: "td[data-key].o_ais_today:eq(0)",
            run() {
                const { left, right, top } = this.anchor.getBoundingClientRect();
                const seen = document.elementFromPoint((left + right) / 2, top + 5);
                if (left < 0 || right > window.innerWidth || !this.anchor.contains(seen)) {
                    throw new Error(`today is at ${left}–${right}, under ${seen?.className}`);
                }
            },
        },
        { trigger: "td[data-key].o_ais_today:eq(0)", run: "click" },
        { trigger: "td.o_ais_today input", run: "edit 2" },
        { trigger: ".o_ais_save", run: "click" },
        { trigger: ".o_notification" },
    ],
});

// the specialist opens the order of a won deal, sends the contract and sees it in the matrix
const contract = ".o_field_widget[name=document_ids] .o_data_row:first";

tours.add("ais_open_corporate_order", {
    steps: () => [
        { trigger: "button[name=action_ais_corporate_order]", run: "click" },
        { trigger: `${contract} .text-bg-info` },
        { trigger: `${contract} button[name=action_next]`, run: "click" },
        // it is the client's turn
        { trigger: `${contract} .text-bg-warning` },
        { trigger: ".nav-link[name=bookings]", run: "click" },
        { trigger: ".o_field_widget[name=booking_ids] .o_data_row" },
    ],
});

tours.add("ais_document_matrix", {
    steps: () => [
        // the contract was sent: its cell opens the document
        { trigger: ".o_data_row button .fa-paper-plane", run: "click" },
        { trigger: ".modal button[name=action_received]:visible", run: "click" },
        { trigger: ".modal .o_arrow_button_current[data-value=original]" },
        { trigger: ".modal .btn-close", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_data_row button.text-bg-success .fa-check" },
    ],
});
