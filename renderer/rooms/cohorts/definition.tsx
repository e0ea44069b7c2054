import type { Attrition, Explanation } from '../../../contract/cohort.ts';
import { Count, classNames, formatCount } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './definition.module.css';
import { type SectionCount, sectionCount } from './rule-counts.ts';

type Part = Explanation['sections'][number];
type Sentence = Part['sentences'][number];

interface DefinitionProps {
  readonly explanation: Explanation;
  /** Counts of the latest generation, beside the section they belong to. */
  readonly attrition: Attrition | undefined;
}

/** The definition as one reads it: a heading and a paragraph a section, with the persons it leaves in the margin. */
export function Definition({ explanation, attrition }: DefinitionProps) {
  return (
    <div className={classNames(styles.definition, attrition && styles.counted)}>
      {explanation.sections.map((part) => (
        <section key={`${part.heading} ${part.sentences[0]?.path}`} className={styles.part}>
          {attrition ? <Margin count={sectionCount(part.sentences[0]?.path, attrition)} /> : null}
          <div className={styles.words}>
            <h3 className={styles.heading}>{part.heading}</h3>
            <Paragraphs sentences={part.sentences} isList={isConceptSets(part)} />
          </div>
        </section>
      ))}
    </div>
  );
}

const isConceptSets = ({ sentences: [first] }: Part) => first?.path.startsWith('$.ConceptSets') ?? false;

function Margin({ count }: { readonly count: SectionCount | null }) {
  if (!count) return <div />;
  return (
    <div className={styles.margin} title={t.definition.beside(formatCount(count.persons, 'persons'))}>
      <Count n={count.persons} unit="persons" />
      <span className={styles.track} aria-hidden>
        <span className={styles.bar} style={{ width: `${count.share * 100}%` }} />
      </span>
    </div>
  );
}

const numbered = /^(?:\d+\.)+\s/;
const depthOf = (text: string): number => (numbered.exec(text)?.[0].match(/\./g) ?? []).length;

/** Plain sentences run on in one paragraph; numbered members of a group each have their line, by depth. */
export function paragraphsOf(sentences: readonly Sentence[]): readonly (readonly Sentence[])[] {
  const paragraphs: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = paragraphs.at(-1);
    const runsOn = last?.every(({ text, path }) => !numbered.test(text) && !path.endsWith('.description'));
    if (last && runsOn && !numbered.test(sentence.text)) last.push(sentence);
    else paragraphs.push([sentence]);
  }
  return paragraphs;
}

function Paragraphs({ sentences, isList }: { readonly sentences: readonly Sentence[]; readonly isList: boolean }) {
  if (isList) {
    return (
      <ul className={styles.sets}>
        {sentences.map(({ text, path }) => (
          <li key={path}>{text}</li>
        ))}
      </ul>
    );
  }
  return paragraphsOf(sentences).map((paragraph) => {
    const [first] = paragraph;
    const depth = depthOf(first?.text ?? '');
    return (
      <p
        key={`${first?.path} ${first?.text}`}
        className={classNames(styles.text, first?.path.endsWith('.description') && styles.own)}
        style={depth > 0 ? { paddingLeft: `${depth * 16}px` } : undefined}
      >
        {paragraph.map(({ text }) => text).join(' ')}
      </p>
    );
  });
}
