"""The words somebody reads and confirms before they are told what is confidential: imposed by an authority, or promised to an association or a company.

Basis, as far as it was read: forvaltningsloven (LBK 433 of 22 April 2014) § 27, paragraphs 1, 6 and 7; straffeloven (LBK 1294 of 7 November 2025)
§§ 152, 152 a, 152 c-152 f and 264 d; barnets lov (LBK 282 of 2025) § 135. What was not read is said as such to whoever reads the text.
"""

SOURCES_DA = (
    "Forvaltningsloven § 27, stk. 1, 6 og 7 (lovbekendtgørelse 433 af 22. april 2014).",
    "Straffeloven §§ 152 og 152 c-152 f (lovbekendtgørelse 1294 af 7. november 2025).",
    "Barnets lov § 135 om at underrette (lovbekendtgørelse 282 fra 2025).",
)
PROMISE_SOURCES_DA = (
    "Straffeloven § 264 d om andres private forhold og § 152 a om opgaver efter aftale med det offentlige (lovbekendtgørelse 1294 af 7. november 2025).",
    "Forvaltningsloven § 27, stk. 6: kun en myndighed kan pålægge tavshedspligt (lovbekendtgørelse 433 af 22. april 2014).",
    "Barnets lov § 135 om at underrette (lovbekendtgørelse 282 fra 2025).",
)
NOT_READ_DA = "Forvaltningsloven er ændret siden 2014. Vi har ikke set, at § 27 er ændret, men spørg kommunens jurist, hvis meget afhænger af det."


def imposed_text(public: str, within: str, name: str, about: str, day: str) -> list[str]:
    """What an authority imposes on a person by name (forvaltningsloven § 27, paragraph 6), in paragraphs. `within`: as in "opgaven »Title«"; `day` in words."""
    return [
        f"{public} pålægger {name} tavshedspligt i {within} fra den {day}.",
        f"Pålægget gælder fortrolige oplysninger om dette: {about.rstrip('.')}. Fortroligt er blandt andet, hvad du får at vide om andres "
        "private forhold, også deres økonomi.",
        "Du må ikke give oplysningerne videre til nogen, der ikke har ret til at kende dem. Du må heller ikke bruge dem til andet end opgaven. "
        f"Er du i tvivl, så spørg {public}, før du siger noget.",
        "Tavshedspligten hører ikke op, fordi opgaven gør det. Det, du har fået at vide, skal du også tie om bagefter.",
        "Den, der bryder tavshedspligten, kan straffes med bøde eller fængsel i indtil seks måneder. Sker det for vindings skyld, eller er der skærpende "
        "forhold, kan straffen være fængsel i indtil to år.",
        "Tavshedspligten hindrer dig ikke i at sige det, du har pligt til at sige. Er du bekymret for et barn, skal du stadig underrette kommunen. "
        "Den gælder heller ikke, når du med rette varetager en klar almen interesse eller dit eget eller andres tarv.",
    ]


def promised_text(asker: str, within: str, name: str, about: str, day: str) -> list[str]:
    """What somebody promises an association or a company, which cannot impose it: a promise between the two, in paragraphs."""
    return [
        f"{name} lover {asker} at tie om det fortrolige i {within} fra den {day}.",
        f"Løftet gælder fortrolige oplysninger om dette: {about.rstrip('.')}. Fortroligt er blandt andet, hvad du får at vide om andres private forhold, "
        "også deres økonomi.",
        "Du giver ikke oplysningerne videre til nogen, der ikke har ret til at kende dem, og bruger dem ikke til andet end opgaven. "
        f"Er du i tvivl, så spørg {asker}, før du siger noget.",
        "Løftet hører ikke op, fordi opgaven gør det.",
        f"Det er et løfte til {asker}, for kun en myndighed kan pålægge tavshedspligt efter forvaltningsloven. Men at give andres private meddelelser "
        "eller billeder videre uden ret kan straffes, og gør I opgaven efter aftale med det offentlige, kan straffelovens tavshedspligt gælde for dig.",
        "Løftet hindrer dig ikke i at sige det, du har pligt til at sige. Er du bekymret for et barn, skal du stadig underrette kommunen.",
    ]
