// The findings of a document come one after the other, so that few texts serve all of them.
const mostKept = 16;

/** A function of text that keeps its latest answers: what asks the same of a long text again need not wait. */
export function perText<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, { readonly given: Answer }>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known.given;
    const given = answer(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, { given });
    return given;
  };
}
