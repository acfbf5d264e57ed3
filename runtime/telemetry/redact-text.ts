/** What stands in the place of a secret. */
export const redacted = "[redacted]";

interface Shape {
  readonly found: RegExp;
  readonly by: string | ((match: string) => string);
}

// Every repetition before a required character is bounded, so that no text makes a pattern slow.

/** Secrets that are known by their own shape. */
const ownShapes: readonly Shape[] = [
  { found: /-----BEGIN [^-]{0,60}-----[\s\S]*?(?:-----END [^-]{0,60}-----|$)/g, by: redacted },
  {
    found: /\b(bearer|basic|negotiate|digest)(?:\s|%20|\+){1,3}[^\s"',;]+/gi,
    by: `$1 ${redacted}`,
  },
  { found: /eyJ[\w-]{6,}(?:\.[\w-]*){0,4}/g, by: redacted },
  { found: /(?:AKIA|ASIA)[A-Z0-9]{8,}/g, by: redacted },
  { found: /(:\/\/)[^\s/@"']{1,256}@/g, by: `$1${redacted}@` },
  { found: /[\w+/%-]{40,}={0,2}/g, by: (run) => (isKeyLike(run) ? redacted : run) },
];

// Digests and trace ids are hexadecimal, words have no digits: neither is a key.
const isKeyLike = (run: string): boolean =>
  /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);

const anyOwnShape = /-----BEGIN|bearer|basic|negotiate|digest|eyJ|AKIA|ASIA|:\/\/|[\w+/%-]{40}/i;

const secretWord =
  "passw(?:or)?d|passphrase|pwd|secret|token|credential|signature|receipt|authorization|key|awsaccesskeyid|\\bsig";

// The value may be quoted, and the quotes escaped, as in JSON within JSON.
const value = String.raw`(?:\\{0,4}"[^"]*(?:"|$)|\\{0,4}'[^']*(?:'|$)|[^\s"'&,;\\}]+)`;

/** A value after a name of a secret, and what stands between them. */
const named = (separator: string): Shape => ({
  found: new RegExp(String.raw`((?:${secretWord})[\w-]{0,32}${separator}\s{0,3})${value}`, "gi"),
  by: `$1${redacted}`,
});

// An operation such as "token-broker:POST:/a" has a colon after such a word; it has no quote and no equals sign.
const inNames: readonly Shape[] = [named(String.raw`(?:\\{0,4}["']\s{0,3}:|\s{0,3}(?:=|%3D))`)];

const inText: readonly Shape[] = [
  // What Secrets Manager returned is a document of its own: nothing after its name is kept.
  { found: /(secret(?:string|binary)\\{0,4}["']?\s{0,3}[:=])[\s\S]*$/gi, by: `$1${redacted}` },
  { found: /((?:set-)?cookie\\{0,4}["']?\s{0,3}[:=])[^\r\n]*/gi, by: `$1${redacted}` },
  named(String.raw`\\{0,4}["']?\s{0,3}(?:=|:|%3D)`),
];

const anyName = new RegExp(`cookie|${secretWord}`, "i");

/**
 * A name of the estate, such as that of a service or an operation, without what looks like a secret: keys of AWS,
 * JWTs, PEM blocks, credentials of headers and URLs, long texts of a key's shape, values after names of secrets.
 */
export const redactName = (name: string): string =>
  harmlessName.test(name) ? name : replaced(name, inNames);

// Most names are short and plain; every line has several.
const harmlessName =
  /^(?:[a-z0-9:/._-]{0,200}|(?!.{0,36}(?:AKIA|ASIA|eyJ))[A-Za-z0-9:/._-]{0,39})$/;

/** The same for text of callers, where a colon ends the name of a secret, too. */
export const redactText = (text: string): string => replaced(text, inText);

function replaced(text: string, byName: readonly Shape[]): string {
  const shapeless = anyOwnShape.test(text) ? replaceAll(text, ownShapes) : text;
  return anyName.test(shapeless) ? replaceAll(shapeless, byName) : shapeless;
}

const replaceAll = (text: string, shapes: readonly Shape[]): string =>
  shapes.reduce(
    (rest, { found, by }) =>
      typeof by === "string" ? rest.replace(found, by) : rest.replace(found, by),
    text,
  );

const secretKey =
  /authorization|^auth$|cookie|token|secret|passw|passphrase|pwd|credential|signature|^sig$|receipt|jwt|bearer|sessionid|accesskey|apikey|privatekey|keys?$|pem$/;

/** Whether a value under this name is a secret, whatever it looks like. */
export const namesSecret = (key: string): boolean =>
  secretKey.test(
    key
      .slice(0, 256)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ""),
  );
