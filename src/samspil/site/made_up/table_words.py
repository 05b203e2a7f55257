"""What was said and done at the table: words and numbers, with days counted from the day of preparation. All of it is made up."""

from samspil.site.made_up.sides import CLUB, FIRM, TOWN

# Who writes it down, which promise, when, how much, and what shows it.
DELIVERED = (
    (FIRM, "Grøntsager fra marken", -190, "12", "Følgesedler fra de første uger"),
    (FIRM, "Grøntsager fra marken", -120, "18", "Følgesedler fra de næste uger"),
    (CLUB, "Grøntsager fra marken", -45, "9", "Talt op, da de kom"),
    (CLUB, "Madlavning og selskab om onsdagen", -180, "160", "Vagtplanen, første del"),
    (CLUB, "Madlavning og selskab om onsdagen", -60, "190", "Vagtplanen, anden del"),
    (TOWN, "Køkkenet i Medborgerhuset om onsdagen", -160, "14", "Husets kalender"),
    (TOWN, "Køkkenet i Medborgerhuset om onsdagen", -41, "16", "Husets kalender"),
    (CLUB, "Køkkenet i Medborgerhuset om søndagen", -30, "3", "Tre søndage med i alt 61 gæster"),
)
WHY_MISSED = "Alt blev modent på én gang, og vi havde ingen til at vise rundt. Vi vil hellere gøre det godt senere end dårligt nu."
# Who asks, under which rule, what, when, and who answers after how many days.
MATTERS = (
    (CLUB, "Brug af køkkenet uden for onsdagen", "Må vi holde fest for de frivillige i køkkenet en fredag aften?", -210, ((TOWN, 4, "yes", ""),)),
    (FIRM, "Indkøb under 1.000 kr.", "Skal vi købe to store gryder til suppe for 850 kr.?", -170, ((CLUB, 2, "yes", ""),)),
    (
        CLUB,
        "Nye gæster og nye opgaver",
        "Kan dagplejens børn komme og spise med den sidste onsdag i måneden?",
        -150,
        ((CLUB, 0, "yes", ""), (FIRM, 3, "yes", ""), (TOWN, 9, "other", "Ja, når en dagplejer er med hele tiden. De frivillige passer ikke børn.")),
    ),
    (
        CLUB,
        "Brug af køkkenet uden for onsdagen",
        "Må vi bruge køkkenet, når onsdagen er en helligdag?",
        -75,
        ((TOWN, 12, "no", "Huset er lukket på helligdage, og ingen kan låse op. Dagen før er I velkomne."),),
    ),
    (CLUB, "Brug af køkkenet uden for onsdagen", "Må vi bruge køkkenet en lørdag til at sylte det, der er til overs?", -3, ()),
)
AGENDA = (
    (CLUB, ("Hvordan går det?", "Vi tager en runde: én ting, der går godt, og én, der er svær.")),
    (TOWN, ("Flere gæster, der ikke kan gå selv", "Hjemmeplejen kender 12, der gerne vil. Hvordan kommer de herhen?")),
    (FIRM, ("Grøntsager om vinteren", "Om vinteren har vi kun kål og rødder.")),
)
MINUTES = (
    "Der kommer 35-40 hver onsdag, og 22 af dem spiste alene før. De frivillige synes, at det er sjovt, men oprydningen trækker ud.",
    "Vi prøver med følgevenner: To går sammen fra hver opgang. Det skal ikke koste nogen noget, og ingen kører i egen bil.",
    "Vi laver suppe og bagte rødder. Gartneriet sætter opskrifter i kasserne.",
)
# What is asked and decided, what follows, who does it, until when, and when it was done (0: not yet).
AT_MEETING = (
    ("Skal vi begynde med følgevenner?", "Vi begynder med to opgange på Åvej og ser, hvordan det går.", "Spørg i de to opgange", TOWN, 14, 0),
    ("Hvem rydder op?", "Gæsterne får lov at hjælpe: Der bliver hængt en liste op ved døren.", "Lav listen, og hæng den op", CLUB, -8, -10),
)
COMING = ((TOWN, ("Hvad siger gæsterne?", "Koordinatoren har spurgt alle, der kommer.")), (CLUB, ("Følgevenner: skal vi fortsætte?", "")))
SOUP, KEYS = "Suppen om onsdagen", "Nøglen til køkkenet"
MESSAGES = (
    (FIRM, SOUP, -11, "Vi kommer med fire kasser porrer tirsdag. De er skæve, men gode."),
    (CLUB, SOUP, -11, "Dejligt, så bliver det porresuppe. Vi mangler kun fløde."),
    (TOWN, SOUP, -10, "Fløden står i Medborgerhusets køleskab fra mandag."),
    (CLUB, KEYS, -6, "Vi er to nye, der åbner om onsdagen. Hvordan får de en nøgle?"),
    (TOWN, KEYS, -5, "Kom forbi mandag mellem 9 og 12. I skriver under, og så er nøglerne jeres, til I holder op."),
)
LIST = "Indkøb til en onsdag"
FILES = (
    (CLUB, LIST, -200, "Demonstration. Indkøb til 30 gæster: 6 kg kartofler, 2 kg løg, 3 l fløde, brød.\n"),
    (CLUB, LIST, -90, "Demonstration. Indkøb til 40 gæster: 8 kg kartofler, 3 kg løg, 4 l fløde, brød.\n"),
    (TOWN, "Sådan lukker vi køkkenet", -260, "Demonstration. Sluk komfuret, tøm opvaskeren, luk vinduerne, lås begge døre.\n"),
)
STATUSES = (
    ("30 gæster om onsdagen, og de frivillige er blevet venner.", "Komfuret har været i stykker to gange.", "En afløser, når koordinatoren holder ferie."),
    ("40 gæster, og søndagen er kommet til. 22 spiste alene før.", "Gartneriet nåede ikke rundvisningen.", "Følgevenner til dem, der ikke går så godt."),
)
# Marks from 1 to 5 in the order of the questions; None is "ved ikke".
EARLY = {TOWN: (4, 3, 4, 2, 3, 4, 3, 4), CLUB: (5, 2, 3, 3, 4, 5, 5, 4), FIRM: (3, 3, 4, 3, 3, None, 4, 3)}
LATER = {TOWN: (5, 4, 4, 4, 4, 5, 4, 5), CLUB: (5, 4, 2, 4, 5, 5, 5, 5), FIRM: (4, 4, 5, 3, 4, 4, 2, 4)}
# In the first round or not, and who: a line, and whether the others may read it.
LINES = {(True, CLUB): ("Vi ved ikke altid, hvem der låser op.", True), (False, FIRM): ("Vi har for få hænder i høsten. Resten er en fornøjelse.", True)}
