import io

from odoo import models

from .page_numbers import number_pages


class IrActionsReport(models.Model):
    """Prints this add-on's PDF reports alike with both builds of wkhtmltopdf."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Numbered pages; records are printed one by one.

        wkhtmltopdf on unpatched Qt refuses several documents at once. A report that is one
        document about many records says so by `_ais_one_document` on its rendering model.
        """
        report = self._get_report(report_ref)
        if not report.report_name.startswith("ais_sales."):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        self = self.with_context(ais_no_scripts=True)
        model = self._get_rendering_context_model(report)
        if not res_ids or getattr(model, "_ais_one_document", False):
            batches = [(False, res_ids)]
        else:
            batches = [(res_id, [res_id]) for res_id in dict.fromkeys(res_ids)]
        streams = {}
        for key, ids in batches:
            parts = super()._render_qweb_pdf_prepare_streams(
                report_ref,
                dict(data or {}),
                res_ids=ids,
            )
            found = parts.get(key, {}).get("attachment")
            if found and report.attachment_use:
                # printed, numbered and kept before
                streams[key] = parts[key]
                continue
            contents = [part["stream"].getvalue() for part in parts.values() if part["stream"]]
            streams[key] = {"stream": io.BytesIO(number_pages(*contents)), "attachment": found}
        return streams

    def _build_wkhtmltopdf_args(self, *args, **kwargs):
        """Odoo waits a second for the scripts of each document; ours have none."""
        command = super()._build_wkhtmltopdf_args(*args, **kwargs)
        # sudo: a setting of the server, as in Odoo's own method; one that is set is kept
        chosen = self.env["ir.config_parameter"].sudo().get_param("report.print_delay")
        if self.env.context.get("ais_no_scripts") and not chosen:
            command[command.index("--javascript-delay") + 1] = "0"
        return command
