import {
  type ActionIconProps,
  type BadgeProps,
  type ButtonProps,
  type CheckboxProps,
  type ComboboxProps,
  createTheme,
  type InputProps,
  type InputWrapperProps,
  type MantineColorsTuple,
  type ModalProps,
  type NumberInputProps,
  type SelectProps,
  type TabsProps,
  type TooltipProps,
} from '@mantine/core';
import { vi } from './i18n/vi.ts';

/** The one accent: a deep, official blue. Shade 7 carries white text at AA, shade 4 stands on the dark ground. */
const accent: MantineColorsTuple = [
  '#eef4fb',
  '#dce7f5',
  '#b7cde9',
  '#8fb1dc',
  '#6f9bd3',
  '#3f77bd',
  '#2a63ab',
  '#1d4f91',
  '#174079',
  '#0f2f5c',
];

/** The dark ground, in the same cool grey as the light one. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c9ced6',
  '#a4acb8',
  '#7c8592',
  '#3a3f47',
  '#2c3037',
  '#23262c',
  '#1d2025',
  '#15171b',
  '#0f1013',
];

const fontFamily = '"Segoe UI Variable", "Segoe UI", "Be Vietnam Pro", sans-serif';

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 5 },
  fontFamily,
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: '4px',
  respectReducedMotion: true,
  // By name: importing the components for their defaults would load each of them at the start.
  components: {
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } satisfies Partial<ActionIconProps>,
    },
    Badge: { defaultProps: { radius: 'sm', size: 'md' } satisfies Partial<BadgeProps> },
    Button: { defaultProps: { size: 'sm' } satisfies Partial<ButtonProps> },
    Checkbox: { defaultProps: { size: 'xs' } satisfies Partial<CheckboxProps> },
    // A closed list of choices would be laid out with its screen all the same.
    Combobox: { defaultProps: { keepMounted: false } satisfies Partial<ComboboxProps> },
    Input: { defaultProps: { size: 'sm' } satisfies Partial<InputProps> },
    InputWrapper: { defaultProps: { size: 'sm' } satisfies Partial<InputWrapperProps> },
    Modal: {
      // The page itself never scrolls, so there is nothing to lock.
      defaultProps: {
        lockScroll: false,
        centered: true,
        transitionProps: { duration: 100 },
        closeButtonProps: { 'aria-label': vi.common.close },
      } satisfies Partial<ModalProps>,
    },
    NumberInput: {
      defaultProps: {
        hideControls: true,
        thousandSeparator: '.',
        decimalSeparator: ',',
        allowDecimal: false,
        allowNegative: false,
      } satisfies Partial<NumberInputProps>,
    },
    Select: {
      defaultProps: {
        comboboxProps: { transitionProps: { duration: 0 } },
        allowDeselect: false,
      } satisfies Partial<SelectProps>,
    },
    Tabs: { defaultProps: { keepMounted: false } satisfies Partial<TabsProps> },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } satisfies Partial<TooltipProps> },
  },
});
