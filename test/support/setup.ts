// What vitest runs before each test file.
import { afterAll } from "vitest";
import { endFile } from "./ends.js";

afterAll(endFile);
