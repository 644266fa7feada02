// Starts the GOV.UK components: error summary focus, character counts, questions that open, the menu.
// Every page does its work without it.
import { initAll } from "../govuk-frontend/govuk-frontend.min.js";

initAll();
