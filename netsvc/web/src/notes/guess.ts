import type { Language } from '../generated/graphql';

/** Short words that say which of the three languages a text is in. */
const TELLING: Record<Language, readonly string[]> = {
  FI: ['ja', 'on', 'ei', 'jos', 'että', 'niin', 'voi', 'ovat', 'kun', 'mutta', 'tai', 'hän', 'saa'],
  SV: [
    'och',
    'är',
    'att',
    'det',
    'inte',
    'om',
    'som',
    'för',
    'kan',
    'ska',
    'med',
    'en',
    'av',
    'får',
  ],
  EN: ['the', 'and', 'is', 'of', 'to', 'if', 'not', 'can', 'you', 'it', 'they', 'with', 'for'],
};

/** The language that most of the telling words belong to; `otherwise` where none does. */
export function guessLanguage(text: string, otherwise: Language): Language {
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counted = (Object.keys(TELLING) as Language[]).map((language) => ({
    language,
    count: said.filter((word) => TELLING[language].includes(word)).length,
  }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one));
  const tied = counted.filter(({ count }) => count === best.count).length > 1;
  return best.count === 0 || tied ? otherwise : best.language;
}
