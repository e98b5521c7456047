import { createTheme, type MantineColorsTuple } from '@mantine/core';

// Petrol: far from the green, amber and red that carry meanings.
const accent: MantineColorsTuple = [
  '#eaf5f8',
  '#d3e8ee',
  '#a5d0dc',
  '#75b7c9',
  '#4fa2b8',
  '#2a8aa3',
  '#17738c',
  '#0d5c73',
  '#0a4b5e',
  '#073a49',
];

const SMALL = '0.8125rem';
const BODY = '0.9375rem';
const LEAD = '1.3125rem';

export const theme = createTheme({
  fontFamily: "'Public Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 6,
  respectReducedMotion: true,
  fontSizes: { xs: SMALL, sm: BODY, md: BODY, lg: BODY, xl: LEAD },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        // Its <header> would count as a second banner of the page.
        attributes: { header: { role: 'none' } },
        centered: true,
        overlayProps: { opacity: 0.4 },
        transitionProps: { duration: 100 },
      },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
  },
});
