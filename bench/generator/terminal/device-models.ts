import { controllerStack, embeddedStack, linuxStack, type Stack, windowsStack } from '../simulate/host.ts';
import type { DeviceKey } from './plan.ts';

/** One line of the parts list that every crane shares. */
export interface Model {
  readonly key: DeviceKey;
  readonly octet: number;
  readonly role: string;
  readonly title: string;
  /** Block of the maker of the network chip: makers of small series seldom hold a block of their own. */
  readonly prefix: string;
  readonly maker: string;
  readonly model: string;
  readonly firmware: string;
  readonly origin: string;
  readonly stack: Stack;
}

/** Makers, models and countries are made up; the MAC blocks are those of makers of network chips. */
export const deviceModels: readonly Model[] = [
  {
    key: 'firewall',
    octet: 1,
    role: 'firewall',
    title: 'Shore firewall, crane leg',
    prefix: '00:15:17',
    maker: 'Murvakt',
    model: 'MV-410',
    firmware: '7.2.4',
    origin: 'XB',
    stack: linuxStack,
  },
  {
    key: 'switch',
    octet: 2,
    role: 'switch',
    title: 'E-house switch',
    prefix: '00:10:18',
    maker: 'Nettind',
    model: 'NT-16G',
    firmware: '3.8.1',
    origin: 'XB',
    stack: embeddedStack,
  },
  {
    key: 'plc',
    octet: 10,
    role: 'controller',
    title: 'Crane controller',
    prefix: '40:5f:c2',
    maker: 'Helvarn Automation',
    model: 'HK7 315-2CR14',
    firmware: 'V3.3.12',
    origin: 'XC',
    stack: controllerStack,
  },
  {
    key: 'hoist-drive',
    octet: 11,
    role: 'drive',
    title: 'Hoist drive',
    prefix: '00:04:a3',
    maker: 'Tarn Drives',
    model: 'TD-900H',
    firmware: '2.41',
    origin: 'XC',
    stack: embeddedStack,
  },
  {
    key: 'trolley-drive',
    octet: 12,
    role: 'drive',
    title: 'Trolley drive',
    prefix: '00:04:a3',
    maker: 'Tarn Drives',
    model: 'TD-450T',
    firmware: '2.41',
    origin: 'XC',
    stack: embeddedStack,
  },
  {
    key: 'gantry-drive',
    octet: 13,
    role: 'drive',
    title: 'Gantry drive',
    prefix: '00:04:a3',
    maker: 'Tarn Drives',
    model: 'TD-600G',
    firmware: '2.40',
    origin: 'XC',
    stack: embeddedStack,
  },
  {
    key: 'cms',
    octet: 20,
    role: 'cms',
    title: 'Crane management PC',
    prefix: '00:1b:21',
    maker: 'Kaldera',
    model: 'KIP-7',
    firmware: '10.0.17763',
    origin: 'QM',
    stack: windowsStack,
  },
  {
    key: 'ocr',
    octet: 30,
    role: 'ocr',
    title: 'Container number reader',
    prefix: '00:e0:4c',
    maker: 'Lastmerke Systems',
    model: 'LM-Edge 4',
    firmware: '5.11.0',
    origin: 'XA',
    stack: linuxStack,
  },
  {
    key: 'camera-1',
    octet: 31,
    role: 'camera',
    title: 'Camera, portal land side',
    prefix: '00:04:9f',
    maker: 'Sjovik Optik',
    model: 'SO-212',
    firmware: '1.9.7',
    origin: 'QM',
    stack: linuxStack,
  },
  {
    key: 'camera-2',
    octet: 32,
    role: 'camera',
    title: 'Camera, portal water side',
    prefix: '00:04:9f',
    maker: 'Sjovik Optik',
    model: 'SO-212',
    firmware: '1.9.7',
    origin: 'QM',
    stack: linuxStack,
  },
  {
    key: 'spreader',
    octet: 40,
    role: 'spreader',
    title: 'Spreader gateway',
    prefix: '00:0a:35',
    maker: 'Gripsund',
    model: 'GS-GW2',
    firmware: '1.14',
    origin: 'XA',
    stack: embeddedStack,
  },
];
