import { provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { Shelf } from "./app/shelf";

bootstrapApplication(Shelf, { providers: [provideZonelessChangeDetection()] }).catch((error) =>
  console.error("could not start 💥", error),
);
