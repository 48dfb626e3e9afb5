import { between } from '../display-filter.ts';
import { type Observation, observation, type SignObserver } from '../observation.ts';
import { controllerAccess } from '../controller-access.ts';

/** S19: reads a controller without being declared as one that may; a fixed period makes it a monitor. */
export const undeclaredReader: SignObserver = {
  id: 'S19',
  observe: (view) =>
    controllerAccess(view).flatMap(({ controller, client, permitted, classes }): Observation[] => {
      if (permitted !== 'undeclared' || !classes.includes('read')) return [];
      const subject = client.mac || client.ip;
      const text = `${client.ip} reads ${controller.protocol} of ${controller.ip} ${client.period === undefined ? 'now and then' : 'at a fixed period'} without being declared as a reader.`;
      const strength = client.period === undefined ? 'weaker' : 'full';
      return [observation('S19', subject, strength, text, between(client.ip, controller.ip), client.byAccess.read)];
    }),
};
