import type { Rule } from "../../engine/rule";
import { bucketEncryption } from "./bucket";
import { customerManagedKey } from "./customer-managed-key";
import { tlsOnly } from "./tls-only";

/** Every rule of family `encrypt`. */
export const encryptRules: readonly Rule[] = [customerManagedKey, bucketEncryption, tlsOnly];
