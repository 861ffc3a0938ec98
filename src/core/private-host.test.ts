import { expect, test } from "vitest";
import { isPrivateHost } from "./private-host.ts";

const hostOf = (host: string) => new URL(`http://${host}/`).hostname;

test.each([
  "localhost",
  "api.localhost",
  "127.0.0.1",
  "127.8.8.8",
  "2130706433",
  "[::1]",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.254",
  "192.168.0.10",
  "100.64.0.1",
  "100.127.0.1",
  "[fc00::1]",
  "[fd12:3456::1]",
  "evolution",
  "n8n.local",
  "crm.internal",
  "ROUTER.lan",
])("%s is of this machine or of a private network", (host) => {
  expect(isPrivateHost(hostOf(host))).toBe(true);
});

test.each([
  "example.com",
  "hooks.example.com.br",
  "10.example.com",
  "9.255.255.255",
  "11.0.0.1",
  "172.15.0.1",
  "172.32.0.1",
  "192.167.0.1",
  "100.63.0.1",
  "100.128.0.1",
  "[2606:4700::1111]",
  "local.example.com",
])("%s is not", (host) => {
  expect(isPrivateHost(hostOf(host))).toBe(false);
});
