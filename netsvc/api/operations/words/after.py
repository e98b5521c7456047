"""What is said of what happens after an acceptance."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "return_to_nobody": say(
        "Se, joka siirsi asian, ei enää ota vastaan asioita. Siirrä asia eteenpäin.",
        "Den som lämnade över ärendet tar inte längre emot ärenden. Lämna det vidare i stället.",
        "Whoever handed the case over no longer takes cases. Hand it on instead.",
    ),
    "bad_question": say(
        "Kirjoita kysymys, enintään 500 merkkiä.",
        "Skriv en fråga på högst 500 tecken.",
        "Write a question of at most 500 characters.",
    ),
    "bad_answer": say(
        "Kirjoita vastaus, enintään 500 merkkiä.",
        "Skriv ett svar på högst 500 tecken.",
        "Write an answer of at most 500 characters.",
    ),
    "question_open": say(
        "Edellinen kysymyksesi odottaa vielä vastausta.",
        "Din förra fråga väntar ännu på svar.",
        "Your last question still waits for an answer.",
    ),
    "question_answered": say(
        "Kysymykseen on jo vastattu.",
        "Frågan har redan besvarats.",
        "The question has already been answered.",
    ),
    "question_not_yours": say(
        "Kysymys ei ole sinulle.",
        "Frågan är inte ställd till dig.",
        "The question is not for you.",
    ),
    "type_same": say(
        "Asia koskee jo tätä.",
        "Ärendet gäller redan detta.",
        "The case is already about this.",
    ),
    "case_not_ended": say(
        "Asia on jo avoinna.",
        "Ärendet är redan öppet.",
        "The case is already open.",
    ),
    "undo_unknown": say(
        "Tätä ei voi perua: sitä ei löydy, tai sen teki joku muu.",
        "Det här kan inte ångras: det hittas inte, eller så gjorde någon annan det.",
        "This can't be undone: it was not found, or somebody else did it.",
    ),
    "undo_never": say(
        "Tätä ei voi perua.",
        "Det här kan inte ångras.",
        "This can't be undone.",
    ),
    "undo_done": say(
        "Tämä on jo peruttu.",
        "Det här har redan ångrats.",
        "This has already been undone.",
    ),
    "undo_late": say(
        "Aika perua on ohi.",
        "Tiden för att ångra har gått ut.",
        "The time to undo this is over.",
    ),
    "undo_acted": say(
        "Joku on jo jatkanut asiaa, joten sitä ei voi enää perua.",
        "Någon har redan gått vidare med ärendet, så det kan inte längre ångras.",
        "Somebody has gone on with the case, so it can no longer be undone.",
    ),
}
