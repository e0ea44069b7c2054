/**
 * For every field: a browser offers no earlier text for it, keeps none (its form history, and its session file, which
 * holds what stands in fields), corrects none, and sends none to a spelling service. The page itself says the same of
 * whole-page services (index.html: `translate`, `spellcheck`, `writingsuggestions`).
 */
export const keptNowhere = { autoComplete: 'off', autoCorrect: 'off', spellCheck: 'false' } as const;
