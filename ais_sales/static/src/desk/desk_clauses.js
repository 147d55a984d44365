import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { blockProps } from "./desk_rows";
import { Sparkline } from "./sparkline";

const SIGNS = { green: "fa-check-circle", yellow: "fa-exclamation-circle", red: "fa-times-circle" };
const TONES = { green: "text-success", yellow: "text-warning", red: "text-danger" };

/** Every clause of the regulation: its figures, colours and trends; a figure opens its records. */
export class DeskClauses extends Component {
    static template = "ais_sales.DeskClauses";
    static components = { Sparkline };
    static props = blockProps;

    setup() {
        this.state = useState(this.props.choice);
    }

    get filters() {
        const { clauses } = this.props.block;
        const count = (colour) => clauses.filter((clause) => clause.colour === colour).length;
        return [
            { colour: "", label: _t("All"), count: clauses.length },
            { colour: "red", label: this.word("red"), count: count("red") },
            { colour: "yellow", label: this.word("yellow"), count: count("yellow") },
            { colour: "green", label: this.word("green"), count: count("green") },
        ];
    }

    get sections() {
        const sections = new Map();
        for (const clause of this.props.block.clauses) {
            if (!this.state.colour || clause.colour === this.state.colour) {
                if (!sections.has(clause.section)) {
                    sections.set(clause.section, { name: clause.section_name, clauses: [] });
                }
                sections.get(clause.section).clauses.push(clause);
            }
        }
        return [...sections.values()];
    }

    word(colour) {
        return (
            { green: _t("In order"), yellow: _t("Needs attention"), red: _t("Bad") }[colour] ||
            _t("Not judged: no aim is set")
        );
    }

    sign(colour) {
        return SIGNS[colour] || "fa-circle-o text-muted";
    }

    tone(colour) {
        return TONES[colour] || "";
    }

    /** Whether the change of a week is for the better. */
    isBetter({ change, better }) {
        return change > 0 === (better === "more");
    }

    changeTone(measure) {
        return this.isBetter(measure) ? "text-success" : "text-danger";
    }

    changeWord(measure) {
        if (measure.change > 0) {
            return this.isBetter(measure) ? _t("Up in a week: better") : _t("Up in a week: worse");
        }
        return this.isBetter(measure) ? _t("Down in a week: better") : _t("Down in a week: worse");
    }
}
