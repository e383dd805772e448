import { useSetting } from './api/hooks.ts';

export const DENSITIES = ['comfortable', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];
const isDensity = (value: unknown): value is Density => DENSITIES.some((density) => density === value);

/** How close the rows of all tables stand. */
export const useDensity = () => useSetting<Density>('appearance.density', 'comfortable', isDensity);
