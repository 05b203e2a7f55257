"""Danish words of conflicts of interest: what people choose, see and are told."""

from samspil.funds.domain.conflicts import ConflictCode, ConflictGround, ConflictState, Sight

GROUND_DA = {
    ConflictGround.OWN_INTEREST: "Jeg har selv en særlig personlig eller økonomisk interesse i sagen",
    ConflictGround.FAMILY_INTEREST: "En i min familie eller en anden nærtstående har en særlig interesse i sagen",
    ConflictGround.LEADERSHIP: "Jeg sidder i ledelsen hos ansøgeren eller er på anden måde nært knyttet til den",
    ConflictGround.EARLIER_INSTANCE: "Jeg har tidligere medvirket i det, der nu klages over eller føres tilsyn med",
    ConflictGround.OTHER: "Der er andre forhold, der kan skabe tvivl om, at jeg er upartisk",
    ConflictGround.APPOINTED: "Kommunalbestyrelsen har udpeget mig til ansøgerens bestyrelse",
}
STATE_DA = {
    ConflictState.ASKED: "Skal erklære habilitet",
    ConflictState.DOUBTFUL: "Tvivl, som en anden afgør",
    ConflictState.FREE: "Habil",
    ConflictState.OUT: "Inhabil",
}
SIGHT_DA = {Sight.NOTHING: "Ser ikke sagen", Sight.NAMES: "Ser titel og ansøgere", Sight.ALL: "Ser sagen"}
CODE_DA = {
    ConflictCode.DECLARE_FIRST: "Svar først, om du er habil. Du ser titlen og ansøgerne, så du kan svare.",
    ConflictCode.WAITS_FOR_RULING: "Der er tvivl om, hvorvidt du er habil. En anden afgør det, og indtil da ser du ikke sagen.",
    ConflictCode.IN_CONFLICT: "Du er inhabil i sagen. Du ser den ikke og må ikke medvirke.",
    ConflictCode.IS_PARTY: "Den, der selv søger eller handler for en ansøger, kan ikke medvirke i sagen.",
    ConflictCode.NO_CONFLICT: "Du er habil og kan medvirke.",
    ConflictCode.NOT_NOW: "Det kan ikke gøres nu. Habiliteten i sagen er nået til et andet trin.",
    ConflictCode.GROUND_MISSING: "Vælg, hvad det handler om.",
    ConflictCode.REASON_MISSING: "Skriv en kort begrundelse.",
    ConflictCode.NOT_OWN: "Man erklærer kun sin egen habilitet. Er du i tvivl om en andens, så rejs spørgsmålet.",
    ConflictCode.DECIDES_OWN: "Du kan ikke selv afgøre, om du er habil. Det må en anden gøre.",
    ConflictCode.DECIDER_NOT_FREE: "Den, der afgør det, skal selv have svaret og være habil i sagen.",
    ConflictCode.OTHER_PARTIES: "Kredsen af ansøgere er ændret. Læs igen, hvem der søger, og svar på ny.",
    ConflictCode.NOT_ENOUGH: "{seated} kan medvirke, og der skal mindst være {quorum}. Udvalget kan ikke træffe beslutning i sagen.",
    ConflictCode.ENOUGH: "{seated} kan medvirke, og der skal mindst være {quorum}.",
}
