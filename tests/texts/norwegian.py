"""Words that do not belong: bokmål in nynorsk, English in bokmål. Whole words, lower case."""

# what only bokmål has, or what the house says in another way in nynorsk
BOKMAAL = frozenset(
    """
    ikke fra noe noen hva hvem hvor hvordan hvorfor hvilken hvilket hvilke hver hvert hvis hun jeg dere deres dem
    et bare flere samme hele mer mye selv være vært gjør gjøre gjøres sier heter finnes siden
    uke uken uker ukene måned måneder dager dagene datoer uten innen innenfor utenfor frem fremdrift fremtid fremdeles
    foreløpig nødvendig mulig mulighet muligheter vanskelig viktighet løsning løsninger kilde navn navnet
    oppgave oppgaver tjeneste tjenesten tjenester tjenestene tjenesteeier ansvarlig ansvarlige hovedansvarlig
    prosjekteier prosjektleder prosesseier leder eier saksbehandler saksbehandlere innbygger innbyggere
    aktiviteter milepæl milepæler leveranser interessenter endringer personer risikoer beslutning beslutninger
    anskaffelse anskaffelser kunngjøring tilbud tilbyder avgjørelse begrunnelse sannsynlighet usikkerhet sikkerhet
    forsinket forsinkelse avsluttet utsatt startet endret valgt lovet ventet skrevet flyttet vedtatt tatt
    mangler venter trenger gjelder slutter skriver leser regner brukes settes skrives vises regnes lages telles flyttes
    felter filen mappen linjen tall tallet antall velg betydelig årlig månedlig ukentlig nettløsning selvbetjent
    personvernombud ukeoversikten sjekkpunkter
    """.split()  # noqa: SIM905 - read and added to as a text
)

ENGLISH = frozenset(
    {"baseline", "baselines", "issue", "issues", "task", "tasks", "owner", "owners", "import"}
)
