// The landing page: copying, tabs, and calling tools. Each part of the page can be read without it.
import { copyButtons } from './copy.js';
import { playground } from './playground.js';
import { tabs } from './tabs.js';
import { tokenButtons } from './tokencopy.js';

copyButtons();
tabs(document.querySelector('#ways'));
tokenButtons(document.querySelector('#copy-token'));
playground(document.querySelector('#playground'));
