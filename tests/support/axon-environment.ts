import { createLocalAnchor } from "../../runtime/receipts/anchor";

/** Public key of an anchor as KMS gives it. */
const anchorKey = createLocalAnchor("anchor-1")
  .publicKey.export({ type: "spki", format: "der" })
  .toString("base64");

/** How a callee verifies calls of orbit. */
export const inboundEnvironment = {
  IDENTITY: "lattice",
  CALLER_ACCOUNT_ID: "111122223333",
  CALLER_ROLES: '{"orbit":["dev-orbit-task"]}',
  RECEIPT_SIGNING: "ed25519",
  RECEIPT_ANCHORS: JSON.stringify({ "anchor-1": anchorKey }),
  SINGLE_USE: "memory",
  ACCEPTED_POLICIES: "a".repeat(64),
} as const;

/** An environment that axon starts with. */
export const axonEnvironment = {
  BIND_HOST: "127.0.0.1",
  PORT: "0",
  PUBLIC_HOST: "localhost",
  TLS: "self-signed",
  ...inboundEnvironment,
  REASONER: "offline",
} as const;

/** An environment that orbit starts with, for whoever the network lets in. */
export const orbitEnvironment = {
  BIND_HOST: "127.0.0.1",
  PORT: "0",
  PUBLIC_HOST: "localhost",
  TLS: "self-signed",
  INBOUND: "network",
  AWS_REGION: "us-east-1",
  AXON_URL: "https://axon.example.internal/reason",
  GOVERNANCE_ALIAS_ARN: "arn:aws:lambda:us-east-1:111122223333:function:dev-governance:orbit",
} as const;

/** An environment that orbit starts with, for calls of `client` alone. */
export const governedOrbitEnvironment = {
  ...orbitEnvironment,
  INBOUND: "governed",
  ...inboundEnvironment,
  CALLER_ROLES: '{"client":["dev-client-to-orbit"]}',
} as const;
