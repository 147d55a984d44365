from odoo import api, models

from .roles import STAFF


class LinkMixin(models.AbstractModel):
    """Records are tied to what one may read: a link to a colleague's record would tell its name,
    and put one's own words among his.
    """

    _name = "ais.link.mixin"
    _description = "Links to records that one may read"

    @api.model
    def _ais_links(self):
        """Which links are checked.

        :return: dict {name of a many2one: "read" or "write", what one must be allowed to do there}
        """
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # afterwards: defaults and other add-ons set links too
        records._ais_check_links(self._ais_links())
        return records

    def write(self, vals):
        result = super().write(vals)
        links = self._ais_links()
        self._ais_check_links({name: links[name] for name in links.keys() & vals.keys()})
        return result

    def _ais_check_links(self, links):
        """Refuse links to what is not the user's.

        :raise AccessError: Odoo's own, which names nothing of the record
        """
        if not links or self.env.su or not self.env.user.has_groups(STAFF):
            return
        for name, operation in links.items():
            # sudo: the link alone; whether its record may be read is asked next
            self.sudo()[name].with_env(self.env).check_access(operation)
