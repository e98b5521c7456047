import '@fontsource-variable/public-sans';
import '@mantine/core/styles.css';
import './style.css';
import './sheets';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { theme } from './theme';
import { SpeechProvider } from './words';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <SpeechProvider>
        <App />
      </SpeechProvider>
    </MantineProvider>
  </StrictMode>,
);
