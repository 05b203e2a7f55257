"""The topics legal answers are sorted under; keys stand in addresses and files."""

# The place of the question a topic begins with.
FIRST = 1
TOPICS: dict[str, str] = {
    "tavshedspligt": "Tavshedspligt og videregivelse",
    "underretning": "Underretning",
    "forsikring": "Forsikring",
    "arbejdsmiljoe": "Arbejdsmiljø",
    "boerneattest": "Børne- og straffeattest",
    "persondata": "Persondata",
    "kommunens-adgang": "Hvad kommunen må",
    "tilskud": "Tilskud og puljer",
    "habilitet": "Habilitet",
    "ledige": "Ledige og ydelser",
    "godtgoerelse": "Godtgørelse til frivillige",
    "mad": "Mad og lokaler",
    "koersel": "Kørsel",
    "graenser": "Grænser for frivilliges opgaver",
}
