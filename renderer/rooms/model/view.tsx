import { RoomPage, Tabs } from '../../kit/index.ts';
import { modelText as t } from '../../text/model.ts';
import { Banner } from './banner.tsx';
import { EvaluatePage } from './evaluate-page.tsx';
import { ModelCard } from './model-card.tsx';
import styles from './view.module.css';

/** The on-device model, labelled for what it is: what goes in, what comes out, how good, how sure. */
export default function ModelRoom() {
  return (
    <RoomPage title={t.title} lead={t.lead} layout="fill">
      <Banner />
      <Tabs
        label={t.tabsLabel}
        items={[
          {
            id: 'evaluate',
            label: t.tabs.evaluate,
            content: (
              <div className={styles.page}>
                <EvaluatePage />
              </div>
            ),
          },
          { id: 'card', label: t.tabs.card, content: <ModelCard /> },
        ]}
      />
    </RoomPage>
  );
}
