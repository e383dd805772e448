import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { searchKey } from '../i18n/format.ts';

/** Finds choices by any of their words in any order, typed with or without accents: "dai ang" finds Đại Áng. */
export const optionsFilter: OptionsFilter = ({ options, search }) => {
  const words = searchKey(search).split(/\s+/);
  const isMatch = ({ label }: ComboboxItem) => {
    const key = searchKey(label);
    return words.every((word) => key.includes(word));
  };
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return isMatch(option) ? [option] : [];
    const items = option.items.filter(isMatch);
    return items.length > 0 ? [{ ...option, items }] : [];
  });
};
