import { Input, isMantineColorScheme, SegmentedControl, Stack, useMantineColorScheme } from '@mantine/core';
import { DENSITIES, useDensity } from '../../density.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.appearance;

/** Light or dark, airy or dense. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useDensity();
  return (
    <Stack gap="lg" align="flex-start">
      <Input.Wrapper label={texts.scheme} labelElement="div">
        <SegmentedControl
          aria-label={texts.scheme}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: texts.schemes[value] }))}
          value={colorScheme}
          onChange={(value) => isMantineColorScheme(value) && setColorScheme(value)}
        />
      </Input.Wrapper>
      <Input.Wrapper label={texts.density} labelElement="div">
        <SegmentedControl
          aria-label={texts.density}
          data={DENSITIES.map((value) => ({ value, label: texts.densities[value] }))}
          value={density}
          onChange={(value) => setDensity(DENSITIES.find((known) => known === value) ?? density)}
        />
      </Input.Wrapper>
    </Stack>
  );
}
