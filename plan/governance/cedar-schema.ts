/** A text as a string literal of Cedar, whatever characters it has. */
export function cedarString(text: string): string {
  const escaped = text.replaceAll(
    /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${escaped}"`;
}

/**
 * The Cedar schema of a set of intents. Every intent is an action of a service on an operation; which
 * service may do what on which one is for the policies alone.
 */
export function cedarSchema(intents: readonly string[]): string {
  return [
    "entity Service;",
    "entity Operation = { callee: String, method: String, path: String };",
    ...intents.map(
      (intent) =>
        `action ${cedarString(intent)} appliesTo { principal: Service, resource: Operation, ` +
        "context: { method: String, path: String, delegationDepth: Long } };",
    ),
    "",
  ].join("\n");
}
