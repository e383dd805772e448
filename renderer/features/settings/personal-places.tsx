import { Checkbox } from '@mantine/core';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.personalData;

export type Found = OutputOf<'personalData.find'>;
type Place = Found['places'][number];

export const keyOf = ({ table, id }: Pick<Place, 'table' | 'id'>): string => `${table} ${id}`;

interface PersonalPlacesProps {
  readonly places: readonly Place[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
}

/** Where a person stands, by kinds of place; nothing is ticked until somebody says that it is this person. */
export function PersonalPlaces({ places, ticked, onTick }: PersonalPlacesProps) {
  const tick = (keys: readonly string[], on: boolean) =>
    onTick(new Set(on ? [...ticked, ...keys] : [...ticked].filter((key) => !keys.includes(key))));
  const groups = Map.groupBy(places, ({ group }) => group);
  return [...groups].map(([group, own]) => {
    const keys = own.map(keyOf);
    const chosen = keys.filter((key) => ticked.has(key)).length;
    return (
      <section key={group} className="personal-group">
        <h3>
          <Checkbox
            label={group}
            aria-label={texts.tickGroup(group)}
            checked={chosen === keys.length}
            indeterminate={chosen > 0 && chosen < keys.length}
            onChange={(event) => tick(keys, event.currentTarget.checked)}
          />
        </h3>
        <ul className="personal-list">
          {own.map((place) => (
            <li key={keyOf(place)} className="personal-place">
              <Checkbox
                label={`${place.title}${place.removed ? ` (${texts.removed})` : ''}`}
                description={place.fields.map((field) => (
                  <span key={field.label}>
                    {field.label}: {field.text}
                    <br />
                  </span>
                ))}
                checked={ticked.has(keyOf(place))}
                onChange={(event) => tick([keyOf(place)], event.currentTarget.checked)}
              />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
