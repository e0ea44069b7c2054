import './backend/no-eval.ts';
import './backend/no-peers.ts';
import './kit/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './backend/connect.ts';
import { announcing } from './backend/freshness.ts';
import { BackendProvider } from './backend/use-backend.ts';
import { relocking } from './keys/relocking.ts';
import { followAddress } from './state/address.ts';
import { applyPreferences } from './state/preferences.ts';

applyPreferences(document.documentElement);
const backend = announcing(relocking(connect(window)));
followAddress(window);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <BackendProvider value={backend}>
      <App />
    </BackendProvider>
  </StrictMode>,
);
