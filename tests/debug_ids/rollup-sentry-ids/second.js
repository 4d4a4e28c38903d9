!function(){try{var e="undefined"!=typeof globalThis?globalThis:"undefined"!=typeof window?window:"undefined"!=typeof global?global:"undefined"!=typeof self?self:{};var n=(new e.Error).stack;n&&(e._sentryDebugIds=e._sentryDebugIds||{},e._sentryDebugIds[n]="0a7eefcb-41e9-44f6-9b9f-df8827d5d0a2",e._sentryDebugIdIdentifier="sentry-dbid-0a7eefcb-41e9-44f6-9b9f-df8827d5d0a2");}catch(e){}}();import { d as describe } from './util-CV3-YTZb.js';

console.log(describe(7), describe(1));
//# debugId=3da7e4a9-bad0-43d6-836f-e2f3b993b623
//# sourceMappingURL=second.js.map
