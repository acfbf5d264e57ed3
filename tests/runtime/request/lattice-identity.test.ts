import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createLatticeIdentityReader,
  parseLatticeIdentity,
} from "../../../runtime/request/lattice-identity";

const reader = createLatticeIdentityReader({
  partition: "aws",
  accountId: "111122223333",
  roleNames: { orbit: ["orbit-task"], axon: ["axon-task"] },
});

const principal = "Principal=arn:aws:sts::111122223333:assumed-role/orbit-task/session";
const identify = (...values: readonly string[]) =>
  reader.identify(values.flatMap((value) => ["x-amzn-lattice-identity", value]));

const accepted: Readonly<Record<string, string>> = {
  "the principal alone": principal,
  "empty values, other keys and a type": `${principal}; PrincipalOrgID=; PrincipalOrgPath=o-1/r-1/; SessionName=session; Type=AWS_IAM`,
  "another order and an end": `SessionName=session;Type=AWS_IAM;${principal};`,
  "keys that are new": `${principal};X509SAN/DNS=a.example;Future=1`,
  "an escaped semicolon in a value": `${principal};SessionName=a\\;Principal=b`,
};

const refused: Readonly<Record<string, string>> = {
  "no fields": "",
  "only separators": ";;",
  "no principal": "SessionName=session;Type=AWS_IAM",
  "an empty principal": "Principal=;Type=AWS_IAM",
  "two principals": `${principal};Principal=arn:aws:iam::111122223333:role/axon-task`,
  "the principal twice": `${principal};${principal}`,
  "a principal in other case": principal.replace("Principal", "principal"),
  "another type": `${principal};Type=ANONYMOUS`,
  "an empty type": `${principal};Type=`,
  "a field without value": `${principal};SessionName`,
  "a field without key": `${principal};=x`,
  "an empty field": `${principal};;Type=AWS_IAM`,
  "quotes around the principal": `Principal="arn:aws:sts::111122223333:assumed-role/orbit-task/session"`,
  "two headers joined by a comma": `${principal}, ${principal}`,
  "a control character": `${principal};SessionName=a\u0007`,
  "a line break": `${principal}\r\nType=AWS_IAM`,
  "a non-ASCII character": `${principal};SessionName=é`,
  "a space in a key": `${principal};Session Name=x`,
  "an unknown role": principal.replace("orbit-task", "orbit-task-evil"),
  "another account": principal.replace("111122223333", "444455556666"),
  "an ARN of a user": "Principal=arn:aws:iam::111122223333:user/orbit-task",
  "a bare service name": "Principal=orbit",
  "more than 4 KiB": `${principal};SessionName=${"a".repeat(4096)}`,
};

describe("lattice-identity", () => {
  for (const [name, value] of Object.entries(accepted)) {
    it(`reads the caller from ${name}`, async () => {
      assert.deepEqual(await identify(value), { ok: true, service: "orbit" });
    });
  }

  for (const [name, value] of Object.entries(refused)) {
    it(`V1 knows no caller from a header with ${name}`, async () => {
      assert.deepEqual(await identify(value), { ok: false, reason: "identity-unknown" });
    });
  }

  it("V1 knows no caller when the header is missing", async () => {
    assert.deepEqual(await identify(), { ok: false, reason: "identity-missing" });
    const others = ["x-amzn-lattice-identity-tags", principal, "x-forwarded-for", principal];
    assert.deepEqual(await reader.identify(others), { ok: false, reason: "identity-missing" });
  });

  it("V1 knows no caller when the header is sent twice, in whatever case, even with one value", async () => {
    const unknown = { ok: false, reason: "identity-unknown" };
    assert.deepEqual(await identify(principal, principal), unknown);
    assert.deepEqual(await identify(principal, ""), unknown);
    const mixed = ["X-Amzn-Lattice-Identity", principal, "x-amzn-lattice-IDENTITY", principal];
    assert.deepEqual(await reader.identify(mixed), unknown);
  });

  it("V1 keeps a semicolon in a value from making a field", () => {
    const fields = parseLatticeIdentity("SessionName=a\\;Principal=evil;Principal=good");
    assert.equal(fields?.get("Principal"), "good");
    assert.equal(fields.get("SessionName"), "a;Principal=evil");
  });

  it("G13 takes the caller from the principal alone, whatever the session is called", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\w+=,.@-]{2,64}$/), async (session) => {
        const value = `Principal=arn:aws:sts::111122223333:assumed-role/orbit-task/${session}; SessionName=${session}; Type=AWS_IAM`;
        assert.deepEqual(await identify(value), { ok: true, service: "orbit" });
      }),
    );
  });

  it("V1 knows no caller from random text, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        assert.equal((await identify(text)).ok, false);
      }),
    );
  });
});
