import { makeJourneys } from '../scenarios/journeys'

// Every state of every provider: at a desk as the team goes through it, on a phone as the creator does.
makeJourneys()
