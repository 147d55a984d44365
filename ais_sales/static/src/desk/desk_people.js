import { Component } from "@odoo/owl";
import { blockProps } from "./desk_rows";

/** The department's people in a table; a number opens the records behind it. */
export class DeskPeople extends Component {
    static template = "ais_sales.DeskPeople";
    static props = blockProps;

    open(row, column) {
        return this.props.openList(
            { ...column, name: `${column.label}: ${row.name}` },
            [["user_id", "=", row.id]]
        );
    }
}
