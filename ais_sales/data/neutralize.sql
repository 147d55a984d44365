-- a copy of the database answers no site and writes to nobody, also when its crons are started:
-- keys of sites are not accepted
UPDATE ais_inquiry_source
   SET active = false;

-- no reminders of debts and documents, no reports and digests to the director by themselves
UPDATE res_company
   SET ais_dunning = false,
       ais_director_report = 'no',
       ais_digest_weekday = NULL,
       ais_document_remind_days = 0;
