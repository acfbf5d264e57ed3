import type { Rule } from "../../engine/rule";
import { bucketEncryption } from "./bucket";
import { customerManagedKey } from "./customer-managed-key";
import { databaseTls } from "./database-tls";
import { inTransit } from "./in-transit";
import { keyOwner } from "./key-owner";
import { listener } from "./listener";
import { sharedKey } from "./shared-key";
import { tlsOnly } from "./tls-only";
import { tlsPolicy } from "./tls-policy";

/** Every rule of family `encrypt`. */
export const encryptRules: readonly Rule[] = [
  customerManagedKey,
  bucketEncryption,
  keyOwner,
  sharedKey,
  tlsOnly,
  inTransit,
  listener,
  tlsPolicy,
  databaseTls,
];
