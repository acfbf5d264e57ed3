import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { createLatticeIdentityReader } from "../../../runtime/request/lattice-identity";
import { createWebIdentityReader } from "../../../runtime/request/web-identity";

const root = path.resolve(__dirname, "../../..");

const roles = {
  partition: "aws",
  accountId: "111122223333",
  roleNames: { orbit: ["orbit-task"] },
};
const readers = {
  lattice: createLatticeIdentityReader(roles),
  "web identity": createWebIdentityReader({
    issuer: "https://issuer.example",
    audience: "axon",
    jwks: { keys: [] },
    roles,
    clock: () => Date.now(),
  }),
};

const presigned =
  "https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256" +
  "&X-Amz-Credential=ASIAEXAMPLE%2F20261125%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20261125T000000Z" +
  "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00";

/** Where other systems take such a request from. */
const carriers: Readonly<Record<string, string>> = {
  authorization: `Bearer k8s-aws-v1.${Buffer.from(presigned).toString("base64url")}`,
  "x-amzn-lattice-identity": `Principal=${presigned}`,
  "x-web-identity-token": presigned,
  "x-amz-iam-request-url": Buffer.from(presigned).toString("base64"),
};

describe("CallerIdentityReader", () => {
  for (const [name, reader] of Object.entries(readers)) {
    it(`V2 takes no presigned GetCallerIdentity request for an identity: ${name}`, async () => {
      for (const [header, value] of Object.entries(carriers)) {
        const identity = await reader.identify([header, value]);
        assert.equal(identity.ok, false, header);
      }
    });
  }

  it("V2 has no code that would send such a request to STS", () => {
    const naming = globSync("{runtime,services,lambdas}/**/*.ts", { cwd: root }).filter((file) =>
      /GetCallerIdentity/i.test(readFileSync(path.join(root, file), "utf8")),
    );
    assert.deepEqual(naming, []);
  });
});
