const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ACUTE_OR_DOT = /[\u0301\u0323]/;
const STOP_CODA = /(?:c|ch|p|t|k)$/;

const ONSET = 'b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x';

/** Rimes of written Vietnamese without their tone mark; "k" ends a few place names (Đắk Lắk). */
const RIME = [
  'a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y|k)?',
  'ă(?:c|m|n|ng|p|t|k)',
  'â(?:c|m|n|ng|p|t|u|y)',
  'e(?:c|m|n|ng|o|p|t)?',
  'ê(?:ch|m|n|nh|p|t|u)?',
  'i(?:a|ch|êc|êm|ên|êng|êp|êt|êu|m|n|nh|p|t|u)?',
  'o(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|ay|ăc|ăm|ăn|ăng|ăp|ăt|c|e|en|eo|et|i|m|n|ng|oc|ong|p|t)?',
  'ô(?:c|i|m|n|ng|p|t)?',
  'ơ(?:i|m|n|p|t)?',
  'u(?:a|ân|âng|ât|ây|c|ê|êch|ênh|i|m|n|ng|ơ|ôc|ôi|ôm|ôn|ông|ôt|p|t|y|ya|ych|yên|yêt|ynh|yt|yu)?',
  'ư(?:a|c|i|m|n|ng|ơc|ơi|ơm|ơn|ơng|ơp|ơt|ơu|t|u)?',
  'y(?:êm|ên|êng|êt|êu|ch|nh|t)?',
].join('|');

const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:${RIME})$`);

/**
 * Whether a word could be one syllable of written Vietnamese: onset, rime, at most one tone, and only
 * sắc or nặng before p, t, c, ch. Tells text in the right encoding from text read in a wrong one.
 */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const base = decomposed.replace(TONES, '').normalize('NFC');
  if (!SYLLABLE.test(base)) return false;
  const tone = tones[0];
  return tone === undefined || ACUTE_OR_DOT.test(tone) || !STOP_CODA.test(base);
}
