"""Groups of people, for fields and checks; an import from here depends on no room above."""

# who reads agreements, consents and the history of a client
OFFICE = "ais_sales.group_specialist,ais_sales.group_deputy,ais_sales.group_director"
# who reads debts and documents of orders; who reads seats: everybody with a role of ours
MONEY = f"{OFFICE},ais_sales.group_accountant"
STAFF = f"{MONEY},ais_sales.group_training_office"
