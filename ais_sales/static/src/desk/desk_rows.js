import { Component } from "@odoo/owl";

export const blockProps = {
    block: Object,
    openRecord: Function,
    openList: Function,
    press: Function,
    openMeasure: Function,
    // what is chosen inside the blocks, kept while a record is looked at
    choice: Object,
};

/** The most urgent records, each with what can be done about it at once. */
export class DeskRows extends Component {
    static template = "ais_sales.DeskRows";
    static props = blockProps;

    get rows() {
        return this.props.block.rows;
    }

    key(row) {
        return `${row.model},${row.key || row.id}`;
    }
}
