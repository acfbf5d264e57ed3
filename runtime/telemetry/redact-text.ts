const mark = "[redacted]";

interface Shape {
  readonly found: RegExp;
  readonly by: string | ((match: string) => string);
}

// A value may be quoted, and the quotes escaped, as in JSON within JSON.
const value = String.raw`(?:\\{0,4}"[^"]*(?:"|$)|\\{0,4}'[^']*(?:'|$)|[^\s"'&,;\\}]+)`;
const secretWord =
  "passw(?:or)?d|passphrase|pwd|secret|token|credential|signature|receipt|authorization" +
  "|(?:api|access|private|signing|encryption)[-_]?key|awsaccesskeyid";

// Every quantifier before a required character is bounded, so that no text makes a pattern slow.
const shapes: readonly Shape[] = [
  { found: /-----BEGIN [^-]{0,60}-----[\s\S]*?(?:-----END [^-]{0,60}-----|$)/g, by: mark },
  // What Secrets Manager returned is a document of its own: nothing after its name is kept.
  { found: /(secret(?:string|binary)\\{0,4}["']?\s{0,3}[:=])[\s\S]*$/gi, by: `$1${mark}` },
  { found: /((?:set-)?cookie\\{0,4}["']?\s{0,3}[:=])[^\r\n]*/gi, by: `$1${mark}` },
  { found: /\b(bearer|basic|negotiate|digest)\s{1,3}[^\s"',;]+/gi, by: `$1 ${mark}` },
  { found: /\beyJ[\w-]{6,}(?:\.[\w-]*){0,4}/g, by: mark },
  { found: /(?:AKIA|ASIA)[A-Z0-9]{8,}/g, by: mark },
  {
    found: new RegExp(
      String.raw`((?:${secretWord})[\w-]{0,32}\\{0,4}["']?\s{0,3}(?:=|:|%3D)\s{0,3})${value}`,
      "gi",
    ),
    by: `$1${mark}`,
  },
  { found: /(\bsig=)[^\s"'&]+/gi, by: `$1${mark}` },
  { found: /(:\/\/)[^\s/@"']{1,256}@/g, by: `$1${mark}@` },
  { found: /[\w+/%-]{40,}={0,2}/g, by: (run) => (isKeyLike(run) ? mark : run) },
];

// Digests and trace ids are hexadecimal, words have no digits: neither is a key.
const isKeyLike = (run: string): boolean =>
  /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);

const anyShape = new RegExp(
  String.raw`-----BEGIN|cookie|bearer|basic|negotiate|digest|eyJ|AKIA|ASIA|sig=|://|${secretWord}|[\w+/%-]{40}`,
  "i",
);

/**
 * A text without what looks like a secret: keys and tokens of AWS, JWTs, PEM blocks, credentials of headers and
 * URLs, values after names of secrets, long texts of a key's shape.
 */
export function redactText(text: string): string {
  if (!anyShape.test(text)) return text;
  return shapes.reduce(
    (rest, { found, by }) =>
      typeof by === "string" ? rest.replace(found, by) : rest.replace(found, by),
    text,
  );
}

const secretKey =
  /authorization|^auth$|cookie|token|secret|passw|passphrase|pwd|credential|signature|^sig$|receipt|jwt|bearer|sessionid|accesskey|apikey|privatekey|key$|keys$|pem$/;

/** Whether a value under this name is a secret, whatever it looks like. */
export function namesSecret(key: string): boolean {
  return secretKey.test(
    key
      .slice(0, 256)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ""),
  );
}

/** What stands in the place of a secret. */
export const redacted = mark;
