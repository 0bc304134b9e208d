/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_EXT_DRAFT_COMPONENT_INTERFACES_H_
#define BROADSHEET_EXT_DRAFT_COMPONENT_INTERFACES_H_

/**
 * DRAFT: the way from one plugin to an interface of another's component, by ids.
 *
 * The host hands the interface on without knowing what it is: what two plugins say to each other is
 * their own affair (sentence_model.h is one such interface). Neither links the other.
 */

#include "broadsheet/component.h"

BROADSHEET_EXTERN_C_BEGIN

#define BROADSHEET_COMPONENT_INTERFACES_INTERFACE "org.broadsheet.component_interfaces/1"

/** From the host's get_interface; valid from initialize to shutdown. */
typedef struct broadsheet_component_interfaces_t {
  uint32_t struct_size;
  uint32_t reserved;
  const void* host_data;
  /**
   * What the get_interface of a component gives, its plugin being loaded for it where it was not before.
   *
   * @param component_id   as its manifest names it, "annotator_policy"; borrowed
   * @param interface_id   "org.broadsheet.NAME/REVISION"; borrowed
   * @param out_interface  set only on success; the table lives until the asker's shutdown. Release what was made
   *                       through it before your own instance is released
   * @return BROADSHEET_OK
   *         BROADSHEET_NOT_FOUND    no installed plugin has that component, or it was refused: the error says why
   *         BROADSHEET_UNSUPPORTED  the component has no such interface
   * @thread [main]; in create of a component
   * @since  draft
   */
  broadsheet_status_t (*find)(const struct broadsheet_component_interfaces_t* interfaces, broadsheet_text_t component_id,
                              broadsheet_text_t interface_id, const void** out_interface, broadsheet_error_t* error);
} broadsheet_component_interfaces_t;

BROADSHEET_EXTERN_C_END

#endif
