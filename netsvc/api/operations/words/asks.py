"""What is said of questions to experts and of notes."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "ask_nobody": say(
        "Valitse ensin, keneltä kysyt.",
        "Välj först vem du frågar.",
        "Choose first whom you ask.",
    ),
    "ask_both": say(
        "Kysy joko nimetyiltä ihmisiltä tai miniverkostolta, ei molemmilta kerralla.",
        "Fråga antingen namngivna personer eller ett mininätverk, inte båda på en gång.",
        "Ask either named people or a mini-network, not both at once.",
    ),
    "ask_many": say(
        "Kerralla voi kysyä enintään 20 ihmiseltä.",
        "Du kan fråga högst 20 personer på en gång.",
        "At most 20 people can be asked at once.",
    ),
    "ask_oneself": say(
        "Et voi kysyä itseltäsi. Valitse joku muu.",
        "Du kan inte fråga dig själv. Välj någon annan.",
        "You can't ask yourself. Choose somebody else.",
    ),
    "ask_not_disturbed": say(
        "{person} ei halua nyt häiriöitä. Kysy joltakulta muulta.",
        "{person} vill inte bli störd just nu. Fråga någon annan.",
        "{person} does not want to be disturbed now. Ask somebody else.",
    ),
    "ask_network_empty": say(
        "Miniverkostosta ei ole nyt ketään paikalla. Kysy joltakulta nimeltä.",
        "Ingen i mininätverket är på plats just nu. Fråga någon vid namn.",
        "Nobody of the mini-network is there now. Ask somebody by name.",
    ),
    "ask_many_open": say(
        "Tästä asiasta odottaa jo kymmenen kysymystä. Odota vastauksia tai peru jokin niistä.",
        "Tio frågor om det här ärendet väntar redan. Vänta på svar eller ta tillbaka någon.",
        "Ten questions about this case wait already. Wait for answers or take one back.",
    ),
    "question_empty": say(
        "Kirjoita kysymys.",
        "Skriv en fråga.",
        "Write a question.",
    ),
    "question_long": say(
        "Kysymys on liian pitkä ({seen} merkkiä). Enintään 1 000 merkkiä mahtuu.",
        "Frågan är för lång ({seen} tecken). Högst 1 000 tecken ryms.",
        "The question is too long ({seen} characters). At most 1,000 fit.",
    ),
    "answer_empty": say(
        "Kirjoita vastaus.",
        "Skriv ett svar.",
        "Write an answer.",
    ),
    "answer_long": say(
        "Vastaus on liian pitkä ({seen} merkkiä). Enintään 2 000 merkkiä mahtuu.",
        "Svaret är för långt ({seen} tecken). Högst 2 000 tecken ryms.",
        "The answer is too long ({seen} characters). At most 2,000 fit.",
    ),
    "ask_not_to_you": say(
        "Tätä ei kysytty sinulta.",
        "Frågan ställdes inte till dig.",
        "You were not asked this.",
    ),
    "ask_not_yours": say(
        "Kysymys ei ole sinun.",
        "Frågan är inte din.",
        "The question is not yours.",
    ),
    "ask_answered_already": say(
        "Olet jo vastannut tähän.",
        "Du har redan svarat på den här frågan.",
        "You have already answered this.",
    ),
    "ask_passed_already": say(
        "Olet jo ohittanut tämän kysymyksen. Voit silti vastata siihen.",
        "Du har redan avstått från att svara. Du kan ändå svara.",
        "You have already passed on this. You can still answer it.",
    ),
    "ask_helped_already": say(
        "Toinen vastaus auttoi jo. Kiitos, että olit mukana.",
        "Ett svar har redan hjälpt. Tack för att du var med.",
        "An answer has already helped. Thank you for being there.",
    ),
    "ask_closed": say(
        "Vastausta ei enää tarvita: kysymys on suljettu.",
        "Svaret behövs inte längre: frågan är stängd.",
        "The answer is no longer needed: the question is closed.",
    ),
    "ask_no_answer": say(
        "Tältä ihmiseltä ei ole vastausta tähän kysymykseen.",
        "Den här personen har inte svarat på frågan.",
        "This person has not answered the question.",
    ),
    "note_empty": say(
        "Kirjoita muistiinpano ainakin yhdellä kielellä.",
        "Skriv anteckningen på minst ett språk.",
        "Write the note in at least one language.",
    ),
    "note_long": say(
        "Muistiinpano on liian pitkä ({seen} merkkiä). Enintään 600 merkkiä mahtuu.",
        "Anteckningen är för lång ({seen} tecken). Högst 600 tecken ryms.",
        "The note is too long ({seen} characters). At most 600 fit.",
    ),
    "note_not_member": say(
        "Vain miniverkoston jäsen voi jakaa, mitä siellä on opittu.",
        "Bara mininätverkets medlemmar delar vad som har lärts där.",
        "Only members of the mini-network share what was learnt there.",
    ),
    "note_not_covered": say(
        "Miniverkosto ei hoida tätä asiatyyppiä. Valitse jokin sen omista.",
        "Mininätverket tar inte hand om den ärendetypen. Välj en av dess egna.",
        "The mini-network does not cover this issue type. Choose one of its own.",
    ),
    "note_review_past": say(
        "Tarkistuspäivän pitää olla tulevaisuudessa.",
        "Granskningsdagen måste ligga i framtiden.",
        "The day of review must be in the future.",
    ),
    "note_review_far": say(
        "Tarkistuspäivä on liian kaukana. Valitse päivä kahden vuoden sisällä.",
        "Granskningsdagen ligger för långt fram. Välj en dag inom två år.",
        "The day of review is too far ahead. Choose one within two years.",
    ),
    "note_not_yours": say(
        "Muistiinpanoa muuttavat sen kirjoittaja ja asiatyypistä vastaava yksikkö.",
        "Anteckningen ändras av den som skrev den och av enheten som ansvarar för ärendetypen.",
        "A note is changed by who wrote it and by the unit responsible for the issue type.",
    ),
    "note_not_your_answer": say(
        "Vastauksesta tekee muistiinpanon se, joka kysyi tai vastasi.",
        "Den som frågade eller svarade gör en anteckning av svaret.",
        "Who asked or who answered makes a note of an answer.",
    ),
    "note_retired": say(
        "Muistiinpano on jo poistettu käytöstä.",
        "Anteckningen används inte längre.",
        "The note is no longer in use.",
    ),
}
